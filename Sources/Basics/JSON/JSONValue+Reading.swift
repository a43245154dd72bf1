extension JSONValue {
  /// Arrays and objects may nest this deep, far more than any file of ours needs, so that a file of
  /// opening brackets cannot exhaust the stack.
  private static let deepest = 64

  /// Whose JSON it is.
  package enum Dialect: Sendable {
    /// Stricter than most readers: UTF-8 only, no repeated member names, no `NaN`.
    case strict
    /// What Python writes and reads without asking: `NaN` and the infinities are numbers, the last
    /// of repeated members counts, and half of a surrogate pair stands for the sign of what is
    /// missing.
    case python
  }

  /// Reads one JSON document that fills `bytes`, with nothing but white space after it.
  ///
  /// - Throws: `JSONProblem` with the offset of the first byte that does not fit.
  package init(
    parsing bytes: some Collection<UInt8>, as dialect: Dialect = .strict
  ) throws(JSONProblem) {
    let result = Array(bytes).withUnsafeBytes { bytes in
      Result { () throws(JSONProblem) -> JSONValue in
        var json = JSONReader(bytes)
        json.isStrict = dialect == .strict
        let value = try Self.read(from: &json, depth: 0)
        try json.end()
        return value
      }
    }
    self = try result.get()
  }

  private static func read(
    from json: inout JSONReader, depth: Int
  ) throws(JSONProblem) -> JSONValue {
    guard depth < deepest else { throw json.problem(.tooDeep) }
    json.skipSpaces()
    guard json.next < json.bytes.count else { throw json.problem(.endsTooSoon) }
    if !json.isStrict, let number = json.notFinite() { return .number(number) }
    switch json.bytes[json.next] {
    case UInt8(ascii: "{"): return .object(try members(from: &json, depth: depth))
    case UInt8(ascii: "["):
      return .array(
        try json.list { json throws(JSONProblem) in try read(from: &json, depth: depth + 1) })
    case UInt8(ascii: "\""): return .string(try json.string())
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean(try json.flag())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(from: &json)
    default:
      guard json.null() else { throw json.problem(.expected("a value")) }
      return .null
    }
  }

  private static func members(
    from json: inout JSONReader, depth: Int
  ) throws(JSONProblem) -> [Member] {
    // Names are compared by their bytes: Swift's strings count "é" and "e" + accent as equal.
    var seen: Set<[UInt8]> = []
    var members: [Member] = []
    var object = try json.beginObject()
    while let (name, start) = try json.nextName(in: &object) {
      if !seen.insert(Array(name.utf8)).inserted {
        guard !json.isStrict else { throw JSONProblem(.repeatedKey(name), byte: start) }
        members.removeAll { $0.name.utf8.elementsEqual(name.utf8) }
      }
      members.append(Member(name: name, value: try read(from: &json, depth: depth + 1)))
    }
    return members
  }

  /// A number without a fraction and an exponent is a whole one, if it fits.
  private static func number(from json: inout JSONReader) throws(JSONProblem) -> JSONValue {
    let start = json.next
    let number = try json.number()
    let text = String(decoding: json.bytes[start..<json.next], as: UTF8.self)
    let digits = text.drop { $0 == "-" }
    // A leading zero stands alone: 012 is not JSON.
    guard digits.first != "0" || digits.dropFirst().first?.isWholeNumber != true else {
      throw JSONProblem(.expected("a digit that is no leading zero"), byte: start)
    }
    return Int(text).map { .integer($0) } ?? .number(number)
  }
}

extension JSONReader {
  /// A number that JSON has no words for, as Python writes it, which is passed over.
  package mutating func notFinite() -> Double? {
    skipSpaces()
    if word("NaN") { return .nan }
    if word("Infinity") { return .infinity }
    return word("-Infinity") ? -.infinity : nil
  }
}
