/// A value as a configuration file writes it, before an option has judged it.
package enum OptionValue: Sendable, Equatable, Codable {
  case flag(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([OptionValue])
  /// Something that no option takes, such as a date, named in words.
  case other(String)

  /// The value as TOML writes it; reading it back gives an equal value.
  package var toml: String {
    switch self {
    case .flag(let flag): flag ? "true" : "false"
    case .integer(let integer): String(integer)
    case .number(let number): Self.toml(number)
    case .text(let text): Self.quoted(text)
    case .list(let values): "[" + values.map(\.toml).joined(separator: ", ") + "]"
    case .other(let name): Self.quoted(name)
    }
  }

  /// The kind of value in words, with its article.
  package var kind: String {
    switch self {
    case .flag: "a switch"
    case .integer: "a whole number"
    case .number: "a number"
    case .text: "a text"
    case .list: "a list"
    case .other(let name): name
    }
  }

  private static func toml(_ number: Double) -> String {
    if number.isNaN { return "nan" }
    if number.isInfinite { return number < 0 ? "-inf" : "inf" }
    return number.description
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\u{0}"..<" ", "\u{7F}"..."\u{9F}":
        let digits = String(scalar.value, radix: 16, uppercase: true)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
