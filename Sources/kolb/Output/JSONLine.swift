import Basics

/// One JSON object on one line, its keys in the order in which they are added, safe to be printed
/// on a terminal.
struct JSONLine {
  private var fields: [(key: String, value: Value)] = []

  private enum Value {
    case text(String)
    case integer(Int)
    case number(Double)
    case flag(Bool)
  }

  mutating func add(_ key: String, _ value: String) { fields.append((key, .text(value))) }

  mutating func add(_ key: String, _ value: Int) { fields.append((key, .integer(value))) }

  mutating func add(_ key: String, _ value: Bool) { fields.append((key, .flag(value))) }

  /// Whole numbers stand without a fraction; JSON has no word for what is not finite.
  mutating func add(_ key: String, _ value: Double) { fields.append((key, .number(value))) }

  var text: String {
    var json = JSONWriter(escaping: \.isUnsafeInTerminals)
    json.object { json in
      for (key, value) in fields {
        json.key(key)
        switch value {
        case .text(let text): json.string(text)
        case .integer(let integer): json.integer(integer)
        case .flag(let flag): json.flag(flag)
        case .number(let number): if number.isFinite { json.number(number) } else { json.null() }
        }
      }
    }
    return json.text
  }
}
