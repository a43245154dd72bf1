import Basics
import Foundation

extension Safetensors {
  /// The file, byte for byte the same for the same tensors and metadata.
  ///
  /// The header is filled up with spaces so that the data begin at a multiple of 8 bytes.
  package func bytes() -> [UInt8] {
    tensors.reduce(into: head()) { bytes, tensor in
      bytes += Self.littleEndian(tensor.values[...])
    }
  }

  /// Writes the file, of which only a piece is in memory besides the tensors.
  ///
  /// - Throws: `ModelFileError`.
  func write(to url: URL) throws {
    try RegularFile.write(to: url) { append in
      try append(Data(head()))
      for values in tensors.map(\.values) {
        for first in stride(from: 0, to: values.count, by: Self.piece) {
          let end = min(first + Self.piece, values.count)
          try append(Data(Self.littleEndian(values[first..<end])))
        }
      }
    }
  }

  /// Numbers that are written at once.
  private static let piece = 1 << 20

  private static func littleEndian(_ values: ArraySlice<Float>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 4 * values.count) { bytes, count in
      let raw = UnsafeMutableRawBufferPointer(bytes)
      for (place, value) in values.enumerated() {
        raw.storeBytes(of: value.bitPattern.littleEndian, toByteOffset: 4 * place, as: UInt32.self)
      }
      count = 4 * values.count
    }
  }

  /// The length of the header and the header.
  private func head() -> [UInt8] {
    var header = Array(headerText().utf8)
    header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    return withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header
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
