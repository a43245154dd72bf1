/// Values as Python writes them.
extension TemplateValue {
  /// What `{{ … }}` prints.
  var text: String {
    switch self {
    case .undefined: ""
    case .string(let value): value
    default: representation
    }
  }

  private var representation: String {
    switch self {
    case .undefined: "Undefined"
    case .none: "None"
    case .boolean(let value): value ? "True" : "False"
    case .integer(let value): String(value)
    case .number(let value): Self.text(of: value)
    case .string(let value): Self.quoted(value)
    case .list(let values): "[" + values.map(\.representation).joined(separator: ", ") + "]"
    case .dictionary(let dictionary):
      "{"
        + dictionary.pairs.map { "\(Self.quoted($0.name)): \($0.value.representation)" }
        .joined(separator: ", ") + "}"
    case .namespace: "<namespace>"
    case .function: "<function>"
    }
  }

  private static func text(of value: Double) -> String {
    value.isNaN ? "nan" : value.isInfinite ? (value < 0 ? "-inf" : "inf") : "\(value)"
  }

  /// In single quotes unless only those are within.
  private static func quoted(_ text: String) -> String {
    let mark = text.contains("'") && !text.contains("\"") ? "\"" : "'"
    var result = mark
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\\": result += "\\\\"
      case _ where String(scalar) == mark: result += "\\" + mark
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        result += "\\x" + hexadecimal(scalar.value, digits: 2)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + mark
  }

  // MARK: - JSON

  /// As `json.dumps` of Python writes it, with characters beyond ASCII as they are.
  ///
  /// - `indent`: blanks a level; nil for one line.
  /// - Returns: nil where a part of it has no form in JSON.
  func json(indent: Int? = nil, level: Int = 0) -> String? {
    let inner = indent.map { "\n" + String(repeating: " ", count: $0 * (level + 1)) } ?? ""
    let outer = indent.map { "\n" + String(repeating: " ", count: $0 * level) } ?? ""
    let separator = indent == nil ? ", " : ","
    func wrapped(_ parts: [String], _ open: String, _ close: String) -> String {
      parts.isEmpty
        ? open + close
        : open + inner + parts.joined(separator: separator + inner) + outer + close
    }
    switch self {
    case .none: return "null"
    case .boolean(let value): return value ? "true" : "false"
    case .integer(let value): return String(value)
    case .number(let value): return Self.text(of: value)
    case .string(let value): return Self.jsonString(value)
    case .list(let values):
      let parts = values.compactMap { $0.json(indent: indent, level: level + 1) }
      return parts.count == values.count ? wrapped(parts, "[", "]") : nil
    case .dictionary(let dictionary):
      let parts = dictionary.pairs.compactMap { pair in
        pair.value.json(indent: indent, level: level + 1).map {
          Self.jsonString(pair.name) + ": " + $0
        }
      }
      return parts.count == dictionary.names.count ? wrapped(parts, "{", "}") : nil
    case .undefined, .namespace, .function: return nil
    }
  }

  private static func jsonString(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case _ where scalar.value < 0x20:
        result += "\\u" + hexadecimal(scalar.value, digits: 4)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
