import Foundation

extension Safetensors {
  /// Files up to this size are read: far more than a model that trains on a laptop needs.
  package static let maximumFileSize = 4 << 30
  /// The limit of the reference implementation.
  static let maximumHeaderLength = 100_000_000

  /// Reads a safetensors file of `F32` tensors.
  ///
  /// - Throws: `ModelFileError`.
  package init(at url: URL) throws {
    try self.init(
      bytes: RegularFile.read(url, limit: Self.maximumFileSize), file: url.path)
  }

  /// Reads the bytes of a safetensors file, which may be hostile.
  ///
  /// Nothing is allocated on the word of the header: every tensor must lie within the bytes that
  /// are there, and together they must fill them without overlap or gap.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: the name that errors give.
  /// - Throws: `ModelFileError`.
  package init(bytes: [UInt8], file: String) throws {
    self = try ModelFileError.naming(file) {
      let (header, data) = try Self.split(bytes)
      let entries = try Self.entries(of: header)
      try Self.checkThatTheyFill(data.count, entries.tensors)
      return Self(
        tensors: entries.tensors.map { entry in
          Tensor(name: entry.name, shape: entry.shape, values: floats(data[entry.range(in: data)]))
        },
        metadata: entries.metadata)
    }
  }

  /// One tensor as the header describes it; `begin` and `end` count bytes of the data.
  private struct Entry {
    let name: String
    let shape: [Int]
    let begin: Int
    let end: Int

    func range(in data: ArraySlice<UInt8>) -> Range<Int> {
      (data.startIndex + begin)..<(data.startIndex + end)
    }
  }

  private static func split(
    _ bytes: [UInt8]
  ) throws(ModelFileProblem) -> (header: ArraySlice<UInt8>, data: ArraySlice<UInt8>) {
    guard bytes.count >= 8 else { throw .fileTooShort(bytes: bytes.count) }
    let length = bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
    let available = min(bytes.count - 8, maximumHeaderLength)
    guard length <= UInt64(available) else {
      throw .headerTooLong(bytes: length, available: bytes.count - 8)
    }
    let dataStart = 8 + Int(length)
    return (bytes[8..<dataStart], bytes[dataStart...])
  }

  private static func entries(
    of header: ArraySlice<UInt8>
  ) throws -> (tensors: [Entry], metadata: [String: String]) {
    var metadata: [String: String] = [:]
    var tensors: [Entry] = []
    for (name, field) in try JSONField(parsing: header).members() {
      if name == metadataKey {
        for (key, text) in try field.members() { metadata[key] = try text.string() }
      } else {
        tensors.append(try entry(named: name, field))
      }
    }
    return (tensors, metadata)
  }

  private static func entry(named name: String, _ field: JSONField) throws -> Entry {
    try field.allowOnly(["dtype", "shape", "data_offsets"])
    let elementType = try field.member("dtype").string()
    guard elementType == Self.elementType else {
      throw ModelFileProblem.wrongElementType(tensor: name, found: elementType)
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
    guard byteCount(of: shape) == bytes else {
      throw ModelFileProblem.offsetsDisagreeWithShape(tensor: name, bytes: bytes, shape: shape)
    }
    return Entry(name: name, shape: shape, begin: offsets[0], end: offsets[1])
  }

  /// Four for each element, or nothing if that is more than an `Int` can count.
  private static func byteCount(of shape: [Int]) -> Int? {
    var bytes = 4
    for extent in shape {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: extent)
      if overflow { return nil }
      bytes = product
    }
    return bytes
  }

  private static func checkThatTheyFill(
    _ available: Int, _ entries: [Entry]
  ) throws(ModelFileProblem) {
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

/// Little-endian `Float`s; the bytes need no alignment.
private func floats(_ bytes: ArraySlice<UInt8>) -> [Float] {
  bytes.withUnsafeBytes { raw in
    (0..<raw.count / 4).map { index in
      let word = raw.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
      return Float(bitPattern: UInt32(littleEndian: word))
    }
  }
}
