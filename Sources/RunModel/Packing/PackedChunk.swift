import Basics

/// Elements as bytes, any of which can be taken out alone.
///
/// In front stands where each element begins, where the texts that they share begin, and the
/// numbers that theirs are near to.
struct PackedChunk: Sendable {
  let bytes: PackedBytes

  init(bytes: PackedBytes) { self.bytes = bytes }

  init(_ elements: [some Packable], in store: (any PackedStore)? = nil) {
    bytes = PackedBytes(Self.pack(elements), in: store)
  }

  private static func pack(_ elements: [some Packable]) -> [UInt8] {
    var writer = PackedWriter()
    var begins: [Int] = []
    for element in elements {
      begins.append(writer.bytes.count)
      element.pack(into: &writer)
    }
    var shared = PackedWriter()
    var textBegins: [Int] = []
    for text in writer.texts {
      textBegins.append(shared.bytes.count)
      shared.put(text)
    }
    let front = 4 * (begins.count + 1) + 8 * writer.bases.count
    let texts = front + writer.bytes.count
    let words = texts + 4 * textBegins.count
    var bytes: [UInt8] = []
    bytes.reserveCapacity(words + shared.bytes.count)
    for begin in begins { bytes.append(fixed: UInt32(truncatingIfNeeded: front + begin)) }
    bytes.append(fixed: UInt32(truncatingIfNeeded: texts))
    for base in writer.bases { bytes.append(fixed: UInt64(truncatingIfNeeded: base)) }
    bytes += writer.bytes
    for begin in textBegins { bytes.append(fixed: UInt32(truncatingIfNeeded: words + begin)) }
    return bytes + shared.bytes
  }

  /// One of so many elements.
  func element<Element: Packable>(_ place: Int, of count: Int) -> Element {
    bytes.withUnsafeBytes { raw in
      var reader = Self.reader(raw, of: count)
      reader.next = Int(reader.fixed(UInt32.self, at: 4 * place))
      return Element(from: &reader)
    }
  }

  /// So many elements.
  func elements<Element: Packable>(_ count: Int) -> [Element] {
    bytes.withUnsafeBytes { raw in
      var reader = Self.reader(raw, of: count)
      reader.next = Int(reader.fixed(UInt32.self, at: 0))
      return (0..<count).map { _ in Element(from: &reader) }
    }
  }

  private static func reader(_ raw: UnsafeRawBufferPointer, of count: Int) -> PackedReader {
    var front = PackedReader(raw)
    let texts = Int(front.fixed(UInt32.self, at: 4 * count))
    return PackedReader(raw, bases: 4 * (count + 1), texts: texts)
  }
}

extension [UInt8] {
  fileprivate mutating func append<Bits: FixedWidthInteger>(fixed value: Bits) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
