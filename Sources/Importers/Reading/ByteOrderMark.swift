/// The three bytes that some editors and shells put before a text in UTF-8.
enum ByteOrderMark {
  private static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The bytes of a file's beginning without the mark, which says nothing about the record behind it.
  static func dropped(from bytes: [UInt8]) -> [UInt8] {
    bytes.starts(with: Self.bytes) ? Array(bytes.dropFirst(Self.bytes.count)) : bytes
  }
}
