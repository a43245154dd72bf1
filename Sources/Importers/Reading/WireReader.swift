/// Reads the fields of a protocol buffer.
///
/// A reader of our own, because two formats need a handful of messages of it: a library and its
/// generated types would be larger than all importers together.
struct WireReader {
  enum Value {
    case number(UInt64)
    case bytes(ArraySlice<UInt8>)
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// The next field with its number; `nil` at the end.
  ///
  /// - Throws: `RecordProblem` for bytes that are no fields.
  mutating func next() throws(RecordProblem) -> (field: Int, value: Value)? {
    guard !rest.isEmpty else { return nil }
    let key = try varint()
    let field = Int(truncatingIfNeeded: key >> 3)
    switch key & 7 {
    case 0: return (field, .number(try varint()))
    case 1: return (field, .number(try fixed(8)))
    case 2:
      let count = try varint()
      guard count <= UInt64(rest.count) else { throw Self.cutOff }
      let bytes = rest.prefix(Int(count))
      rest = rest.dropFirst(Int(count))
      return (field, .bytes(bytes))
    case 5: return (field, .number(try fixed(4)))
    default: throw RecordProblem("a field of a kind that there is not")
    }
  }

  private static var cutOff: RecordProblem { RecordProblem("a field is cut off") }

  private mutating func varint() throws(RecordProblem) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let byte = rest.popFirst() {
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
      guard shift < 64 else { throw RecordProblem("a number is too long") }
    }
    throw Self.cutOff
  }

  private mutating func fixed(_ count: Int) throws(RecordProblem) -> UInt64 {
    guard rest.count >= count else { throw Self.cutOff }
    let value = rest.prefix(count).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    rest = rest.dropFirst(count)
    return value
  }
}

extension WireReader.Value {
  var text: String {
    if case .bytes(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { "" }
  }

  var message: ArraySlice<UInt8> {
    if case .bytes(let bytes) = self { bytes } else { [] }
  }

  /// A whole number, negative ones too.
  var integer: Int {
    if case .number(let bits) = self { Int(truncatingIfNeeded: bits) } else { 0 }
  }

  /// A double, where the field is one.
  var double: Double {
    if case .number(let bits) = self { Double(bitPattern: bits) } else { .nan }
  }

  /// A float, where the field is one.
  var float: Double {
    if case .number(let bits) = self {
      Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    } else {
      .nan
    }
  }
}
