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

  /// The same with objects and lists that are short on a line of their own: half as long, and
  /// read as a table is.
  ///
  /// - Parameters:
  ///   - width: bytes that are short.
  ///   - escapes: what is escaped beside what JSON and every terminal demand.
  /// - Returns: the document with a newline at the end.
  package func tabulatedText(
    width: Int, escaping escapes: (@Sendable (Unicode.Scalar) -> Bool)? = nil
  ) -> String {
    var json = JSONWriter(isIndented: true, escaping: escapes)
    write(into: &json, width: width)
    return json.text + "\n"
  }

  private func write(into json: inout JSONWriter, width: Int) {
    switch self {
    case .array, .object:
      if length(upTo: width) <= width { return json.onOneLine { write(into: &$0) } }
    default: return write(into: &json)
    }
    if case .array(let elements) = self {
      json.list(elements) { $1.write(into: &$0, width: width) }
    } else if case .object(let members) = self {
      json.object { json in
        for member in members {
          json.key(member.name)
          member.value.write(into: &json, width: width)
        }
      }
    }
  }

  /// About how many bytes it takes on one line; counted no further than to where it is too long.
  private func length(upTo most: Int) -> Int {
    var length = 2
    switch self {
    case .array(let elements):
      for element in elements where length <= most { length += element.length(upTo: most) + 1 }
    case .object(let members):
      for member in members where length <= most {
        length += member.name.utf8.count + member.value.length(upTo: most) + 4
      }
    default: return compactText().utf8.count
    }
    return length
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
