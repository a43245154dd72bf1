import Foundation

/// What a safetensors file says of its tensors, checked before anything is allocated on its word.
struct SafetensorsHeader {
  /// One tensor; `begin` and `end` count bytes of the data.
  struct Entry: Equatable, Sendable {
    let name: String
    let element: TensorElement
    let shape: [Int]
    let begin: Int
    let end: Int

    var count: Int { (end - begin) / element.byteCount }
  }

  /// The limit of the reference implementation.
  static let maximumLength = 100_000_000

  private(set) var entries: [Entry] = []
  private(set) var metadata: [String: String] = [:]
  /// Where the data begin in the file.
  let dataStart: Int

  /// Reads the beginning of a file, which may be hostile: every tensor must lie within the bytes
  /// that are there, and together they must fill them without overlap or gap.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - elements: in which kinds tensors may be written.
  /// - Throws: `ModelFileProblem`.
  init(
    of bytes: UnsafeRawBufferPointer, allowing elements: [TensorElement]
  ) throws {
    guard bytes.count >= 8 else { throw ModelFileProblem.fileTooShort(bytes: bytes.count) }
    let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    guard length <= UInt64(min(bytes.count - 8, Self.maximumLength)) else {
      throw ModelFileProblem.headerTooLong(bytes: length, available: bytes.count - 8)
    }
    dataStart = 8 + Int(length)
    let header = UnsafeRawBufferPointer(rebasing: bytes[8..<dataStart])
    for (name, field) in try JSONField(parsing: header).members() {
      if name == Safetensors.metadataKey {
        for (key, text) in try field.members() { metadata[key] = try text.string() }
      } else {
        entries.append(try Entry(named: name, field, allowing: elements))
      }
    }
    try checkThatTheyFill(bytes.count - dataStart)
  }

  private func checkThatTheyFill(_ available: Int) throws(ModelFileProblem) {
    var end = 0
    for entry in entries.sorted(by: { ($0.begin, $0.end) < ($1.begin, $1.end) }) {
      guard entry.end <= available else {
        throw .offsetsOutOfRange(
          tensor: entry.name, begin: entry.begin, end: entry.end, available: available)
      }
      guard entry.begin == end else {
        throw .overlapOrGap(tensor: entry.name, begin: entry.begin, expected: end)
      }
      end = entry.end
    }
    guard end == available else { throw .unusedBytes(available - end) }
  }
}

extension SafetensorsHeader.Entry {
  fileprivate init(named name: String, _ field: JSONField, allowing elements: [TensorElement])
    throws
  {
    try field.allowOnly(["dtype", "shape", "data_offsets"])
    let type = try field.member("dtype").string()
    guard let element = TensorElement(rawValue: type), elements.contains(element) else {
      throw ModelFileProblem.wrongElementType(
        tensor: name, found: type, read: elements.map(\.rawValue))
    }
    let shape = try field.member("shape").elements().map { try $0.integer(in: 0...Int.max) }
    let offsets = try field.member("data_offsets").elements().map {
      try $0.integer(in: 0...Int.max)
    }
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw ModelFileProblem.unsupportedValue(
        key: "\(name).data_offsets", found: "\(offsets)", supported: "a begin and an end")
    }
    let bytes = offsets[1] - offsets[0]
    guard Self.byteCount(of: shape, element) == bytes else {
      throw ModelFileProblem.offsetsDisagreeWithShape(
        tensor: name, bytes: bytes, shape: shape, elementSize: element.byteCount)
    }
    self.init(name: name, element: element, shape: shape, begin: offsets[0], end: offsets[1])
  }

  /// So many for each element, or nothing if that is more than an `Int` can count.
  private static func byteCount(of shape: [Int], _ element: TensorElement) -> Int? {
    var bytes = element.byteCount
    for extent in shape {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: extent)
      if overflow { return nil }
      bytes = product
    }
    return bytes
  }
}
