/// JSON whose keys keep the order in which they were written.
indirect enum JSONTree {
  case object([(String, JSONTree)])
  case list([JSONTree])
  case text(String)
  case integer(Int)
  case number(Double)
  case flag(Bool)
  case null

  init(_ value: Double?) { self = value.map { .number($0) } ?? .null }
  init(_ value: String?) { self = value.map { .text($0) } ?? .null }

  /// Indented by two spaces, because it is also read by people and in diffs.
  func text(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .object(let fields) where fields.isEmpty: return "{}"
    case .list(let values) where values.isEmpty: return "[]"
    case .object(let fields):
      let lines = fields.map { "\(inner)\(JSONLine.quoted($0)): \($1.text(indent: inner))" }
      return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
    case .list(let values):
      let lines = values.map { inner + $0.text(indent: inner) }
      return "[\n\(lines.joined(separator: ",\n"))\n\(indent)]"
    case .text(let text): return JSONLine.quoted(text)
    case .integer(let integer): return "\(integer)"
    case .number(let number):
      return number.isFinite ? DataTable.shortest(number) : "null"
    case .flag(let flag): return "\(flag)"
    case .null: return "null"
    }
  }
}
