extension JSONValue {
  /// The document on one line without spaces, as the header of a safetensors file has it.
  package func compactText() -> String { text(JSONWriter()) }

  /// The document with two spaces a level and a newline at the end, as `transformers` writes it;
  /// `escapes` says what is escaped beside what JSON and every terminal demand.
  package func indentedText(
    escaping escapes: (@Sendable (Unicode.Scalar) -> Bool)? = nil
  ) -> String {
    text(JSONWriter(isIndented: true, escaping: escapes)) + "\n"
  }

  private func text(_ json: consuming JSONWriter) -> String {
    write(into: &json)
    return json.text
  }

  package func write(into json: inout JSONWriter) {
    switch self {
    case .null: json.null()
    case .boolean(let value): json.flag(value)
    case .integer(let value): json.integer(value)
    case .number(let value): json.fraction(value)
    case .string(let value): json.string(value)
    case .array(let elements): json.list(elements) { $1.write(into: &$0) }
    case .object(let members):
      json.object { json in
        for member in members {
          json.key(member.name)
          member.value.write(into: &json)
        }
      }
    }
  }
}
