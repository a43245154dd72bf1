import Basics

extension Safetensors {
  /// The file, byte for byte the same for the same tensors and metadata.
  ///
  /// The header is filled up with spaces so that the data begin at a multiple of 8 bytes.
  package func bytes() -> [UInt8] {
    var header = Array(headerText().utf8)
    header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)

    var offset = 8 + header.count
    let elements = tensors.reduce(0) { $0 + $1.values.count }
    var bytes = [UInt8](repeating: 0, count: offset + 4 * elements)
    bytes.replaceSubrange(8..<offset, with: header)
    bytes.withUnsafeMutableBytes { raw in
      raw.storeBytes(of: UInt64(header.count).littleEndian, as: UInt64.self)
      for value in tensors.lazy.flatMap(\.values) {
        raw.storeBytes(
          of: value.bitPattern.littleEndian, toByteOffset: offset, as: UInt32.self)
        offset += 4
      }
    }
    return bytes
  }

  private func headerText() -> String {
    var members: [JSONValue.Member] = []
    if !metadata.isEmpty {
      let entries = metadata.sorted { $0.key < $1.key }.map {
        JSONValue.Member(name: $0.key, value: .string($0.value))
      }
      members.append(JSONValue.Member(name: Self.metadataKey, value: .object(entries)))
    }
    var begin = 0
    for tensor in tensors {
      let end = begin + 4 * tensor.values.count
      members.append(
        JSONValue.Member(
          name: tensor.name,
          value: [
            "dtype": .string(Self.elementType),
            "shape": .array(tensor.shape.map(JSONValue.integer)),
            "data_offsets": [.integer(begin), .integer(end)],
          ]))
      begin = end
    }
    return JSONValue.object(members).compactText()
  }
}
