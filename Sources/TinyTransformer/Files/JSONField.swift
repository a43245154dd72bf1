import Basics

/// A value within a JSON file together with the path that leads to it, so that an error can name
/// the key: `rope_parameters.rope_theta`, `added_tokens[2].content`.
struct JSONField {
  /// Empty for the document itself.
  let key: String
  let value: JSONValue

  init(key: String, value: JSONValue) {
    self.key = key
    self.value = value
  }

  init(parsing bytes: some Collection<UInt8>) throws(ModelFileProblem) {
    do {
      self.init(key: "", value: try JSONValue(parsing: bytes))
    } catch {
      throw .malformedJSON(error)
    }
  }

  /// The name of the key in errors; the document itself has none.
  private var label: String { key.isEmpty ? "the document" : key }

  private func child(_ name: String) -> String { key.isEmpty ? name : "\(key).\(name)" }

  func members() throws(ModelFileProblem) -> [(name: String, field: JSONField)] {
    guard case .object(let members) = value else { throw wrongType("an object") }
    return members.map { ($0.name, JSONField(key: child($0.name), value: $0.value)) }
  }

  func elements() throws(ModelFileProblem) -> [JSONField] {
    guard case .array(let elements) = value else { throw wrongType("an array") }
    return elements.enumerated().map { index, element in
      JSONField(key: "\(key)[\(index)]", value: element)
    }
  }

  /// The member of that name, or nothing if it is absent or null.
  func optionalMember(_ name: String) throws(ModelFileProblem) -> JSONField? {
    guard case .object(let members) = value else { throw wrongType("an object") }
    guard let member = members.first(where: { $0.name == name }), member.value != .null else {
      return nil
    }
    return JSONField(key: child(name), value: member.value)
  }

  func member(_ name: String) throws(ModelFileProblem) -> JSONField {
    guard let field = try optionalMember(name) else { throw .missingKey(child(name)) }
    return field
  }

  /// Refuses an object that has members of other names.
  func allowOnly(_ names: Set<String>) throws(ModelFileProblem) {
    for (name, field) in try members() where !names.contains(name) {
      throw .unknownKey(field.key)
    }
  }

  func string() throws(ModelFileProblem) -> String {
    guard case .string(let string) = value else { throw wrongType("a string") }
    return string
  }

  func boolean() throws(ModelFileProblem) -> Bool {
    guard case .boolean(let boolean) = value else { throw wrongType("a boolean") }
    return boolean
  }

  func integer(in range: ClosedRange<Int>) throws(ModelFileProblem) -> Int {
    guard case .integer(let integer) = value else { throw wrongType("an integer") }
    guard range.contains(integer) else {
      throw .unsupportedValue(
        key: label, found: "\(integer)", supported: "\(range.lowerBound) to \(range.upperBound)")
    }
    return integer
  }

  func number() throws(ModelFileProblem) -> Double {
    switch value {
    case .integer(let integer): return Double(integer)
    case .number(let number): return number
    default: throw wrongType("a number")
    }
  }

  /// Refuses a value other than the one that this program can honour.
  func require(_ supported: JSONValue) throws(ModelFileProblem) {
    guard value == supported else {
      throw .unsupportedValue(key: label, found: value.shown, supported: supported.shown)
    }
  }

  private func wrongType(_ expected: String) -> ModelFileProblem {
    .wrongType(key: label, expected: expected, found: value.kind)
  }
}

extension JSONValue {
  /// The value as an error shows it.
  fileprivate var shown: String {
    switch self {
    case .null, .boolean, .integer, .number: compactText()
    case .string(let string): quoted(string)
    case .array, .object: quoted(compactText())
    }
  }
}
