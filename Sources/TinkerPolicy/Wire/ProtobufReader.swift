/// Reads the wire format of protocol buffers; fields that are not asked for are passed over.
struct ProtobufReader {
  enum Value {
    case number(UInt64)
    case block(ArraySlice<UInt8>)

    /// - Throws: `TinkerProblem.garbled` for a number.
    func block(of name: String) throws(TinkerProblem) -> ArraySlice<UInt8> {
      guard case .block(let bytes) = self else { throw .garbled("'\(name)' is no block") }
      return bytes
    }

    func number(of name: String) throws(TinkerProblem) -> UInt64 {
      guard case .number(let value) = self else { throw .garbled("'\(name)' is no number") }
      return value
    }

    func text(of name: String) throws(TinkerProblem) -> String {
      String(decoding: try block(of: name), as: UTF8.self)
    }
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The next field; `nil` at the end.
  ///
  /// - Throws: `TinkerProblem.garbled` where the bytes are no message.
  mutating func next() throws(TinkerProblem) -> (field: Int, value: Value)? {
    guard !rest.isEmpty else { return nil }
    let tag = try varint()
    guard let field = Int(exactly: tag >> 3), field > 0 else {
      throw .garbled("a field without a number")
    }
    switch tag & 7 {
    case 0: return (field, .number(try varint()))
    case 1: return (field, .block(try take(8)))
    case 2:
      // A size is held against what there is before anything is made of it.
      guard let size = Int(exactly: try varint()), size <= rest.count else {
        throw .garbled("a block that is longer than its message")
      }
      return (field, .block(try take(size)))
    case 5: return (field, .block(try take(4)))
    default: throw .garbled("a field of an unknown kind")
    }
  }

  private mutating func take(_ count: Int) throws(TinkerProblem) -> ArraySlice<UInt8> {
    guard count <= rest.count else { throw .garbled("a message that ends too soon") }
    let taken = rest.prefix(count)
    rest = rest.dropFirst(count)
    return taken
  }

  private mutating func varint() throws(TinkerProblem) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 70, by: 7) {
      guard let byte = rest.popFirst() else { throw .garbled("a message that ends too soon") }
      if shift < 64 { value |= UInt64(byte & 127) << UInt64(shift) }
      if byte < 128 { return value }
    }
    throw .garbled("a number of more than ten bytes")
  }
}
