extension Safetensors {
  /// The file, byte for byte the same for the same tensors and metadata.
  ///
  /// The header is filled up with spaces so that the data begin at a multiple of 8 bytes.
  package func bytes() -> [UInt8] {
    var header = Array(headerText().utf8)
    header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)

    let elements = tensors.reduce(0) { $0 + $1.values.count }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + 4 * elements)
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes += $0 }
    bytes += header
    for tensor in tensors {
      let words = tensor.values.map(\.bitPattern.littleEndian)
      words.withUnsafeBytes { bytes += $0 }
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
