import Basics

/// Looking for what a record may have; whatever is of another kind counts as missing.
extension JSONValue {
  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    guard let value = members.last(where: { $0.name == key })?.value, value != .null else {
      return nil
    }
    return value
  }

  /// The first of several names that is there.
  func first(of keys: [String]) -> JSONValue? { keys.lazy.compactMap { self[$0] }.first }

  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  var items: [JSONValue]? {
    if case .array(let items) = self { items } else { nil }
  }

  var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// A number, or a flag as 0 or 1.
  var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .boolean(let flag): flag ? 1 : 0
    default: nil
    }
  }

  /// A whole number, also where it is written with a fraction of zero; none that is larger than a
  /// log of our own may hold.
  var whole: Int? {
    let value: Int? =
      switch self {
      case .integer(let value): value
      case .number(let value): Int(exactly: value)
      default: nil
      }
    return value.flatMap { $0.magnitude <= ParsedItem.largest.magnitude ? $0 : nil }
  }

  /// The same where it may be written as a text, as some loggers write all their numbers.
  var spelledNumber: Double? {
    guard case .string(let text) = self else { return number }
    let spelling = text.hasPrefix("-") ? text.dropFirst() : text[...]
    if ["NaN", "nan", "Infinity", "inf"].contains(spelling) { return Double(text) }
    // Names such as "0x1f" and "1_000" are none.
    guard spelling.first?.isNumber == true, text.allSatisfy({ "0123456789.eE+-".contains($0) })
    else { return nil }
    return Double(text)
  }

  /// The same of a whole number.
  var spelledWhole: Int? {
    guard case .string = self else { return whole }
    return spelledNumber.flatMap { Int(exactly: $0) }
      .flatMap { $0.magnitude <= ParsedItem.largest.magnitude ? $0 : nil }
  }

  /// A text, or anything else as the JSON that it is.
  var shown: String {
    switch self {
    case .string(let text): text
    case .null: ""
    default: json
    }
  }

  private var json: String {
    switch self {
    case .null: "null"
    case .boolean(let flag): "\(flag)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let text): "\"\(text)\""
    case .array(let items): "[" + items.map(\.json).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { "\"\($0.name)\": \($0.value.json)" }.joined(separator: ", ") + "}"
    }
  }

  /// Reads a record as Python writes it.
  static func record(_ frame: Frame) throws(RecordProblem) -> JSONValue {
    do throws(JSONProblem) {
      let bytes = frame.offset == 0 ? ByteOrderMark.dropped(from: frame.bytes) : frame.bytes
      return try JSONValue(parsing: bytes, as: .python)
    } catch {
      throw RecordProblem("\(error)")
    }
  }
}
