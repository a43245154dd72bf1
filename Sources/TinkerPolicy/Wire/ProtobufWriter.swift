/// Writes the wire format of protocol buffers.
///
/// Six messages cross this protocol, and no schema of them is published: their fields are known by
/// number only. That is too little to generate code from, and less than a library would add to every
/// clean build.
struct ProtobufWriter {
  private(set) var bytes: [UInt8] = []

  /// A number; 0 is as good as left out.
  mutating func number(_ field: Int, _ value: Int) {
    guard value != 0 else { return }
    tag(field, wire: 0)
    varint(UInt64(bitPattern: Int64(value)))
  }

  mutating func double(_ field: Int, _ value: Double) {
    tag(field, wire: 1)
    little(value.bitPattern)
  }

  mutating func text(_ field: Int, _ text: String) { block(field, Array(text.utf8)) }

  mutating func block(_ field: Int, _ content: [UInt8]) {
    tag(field, wire: 2)
    varint(UInt64(content.count))
    bytes += content
  }

  mutating func message(_ field: Int, _ write: (inout ProtobufWriter) -> Void) {
    var inner = ProtobufWriter()
    write(&inner)
    block(field, inner.bytes)
  }

  /// Whole numbers of a repeated field, packed.
  mutating func packed(_ field: Int, _ values: [Int]) {
    var inner = ProtobufWriter()
    for value in values { inner.varint(UInt64(bitPattern: Int64(value))) }
    block(field, inner.bytes)
  }

  private mutating func tag(_ field: Int, wire: Int) { varint(UInt64(field << 3 | wire)) }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest > 127 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private mutating func little(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
  }
}

/// Numbers as the protocol packs them into blocks of bytes, the lowest byte first.
enum PackedNumbers {
  static func bytes<Number: FixedWidthInteger>(_ values: [Number]) -> [UInt8] {
    values.map(\.littleEndian).withUnsafeBytes { Array($0) }
  }

  static func bytes(_ values: [Float]) -> [UInt8] { bytes(values.map(\.bitPattern)) }

  /// - Throws: `TinkerProblem.garbled` where the block is no whole number of them.
  static func read<Number: FixedWidthInteger>(
    _ bytes: ArraySlice<UInt8>, as type: Number.Type
  ) throws(TinkerProblem) -> [Number] {
    let size = MemoryLayout<Number>.size
    guard bytes.count % size == 0 else {
      throw .garbled("\(bytes.count) bytes of numbers of \(size) bytes")
    }
    return Array(bytes).withUnsafeBytes { buffer in
      (0..<buffer.count / size).map {
        Number(littleEndian: buffer.loadUnaligned(fromByteOffset: $0 * size, as: Number.self))
      }
    }
  }

  static func floats(_ bytes: ArraySlice<UInt8>) throws(TinkerProblem) -> [Float] {
    try read(bytes, as: UInt32.self).map(Float.init(bitPattern:))
  }
}
