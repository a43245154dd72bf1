import Basics

extension TextCutter {
  /// How GPT-2 cuts text, which `ByteLevel` does unless it is told not to.
  private static let byteLevelPattern =
    #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#

  /// Reads `pre_tokenizer`, whose last step has to be `ByteLevel`.
  ///
  /// - Throws: `ModelFileProblem` that names the key.
  init(_ field: JSONField?) throws {
    guard let field else { throw ModelFileProblem.missingKey("pre_tokenizer") }
    let fields = try Self.steps(of: field)
    guard let last = fields.last, try last.member("type").string() == "ByteLevel" else {
      throw ModelFileProblem.unsupportedValue(
        key: field.key, found: "another kind", supported: "one that ends with ByteLevel")
    }
    steps = try fields.flatMap { try Self.steps($0, isLast: $0.key == last.key) }
  }

  private static func steps(of field: JSONField) throws -> [JSONField] {
    guard try field.member("type").string() == "Sequence" else { return [field] }
    return try field.member("pretokenizers").elements().flatMap { try steps(of: $0) }
  }

  private static func steps(_ field: JSONField, isLast: Bool) throws -> [Step] {
    let type = try field.member("type")
    switch try type.string() {
    case "ByteLevel" where isLast:
      try field.optionalMember("add_prefix_space")?.require(false)
      guard try field.optionalMember("use_regex")?.boolean() ?? true else { return [] }
      return [.isolate(try pattern(byteLevelPattern, field.key))]
    case "Digits":
      let isEach = try field.optionalMember("individual_digits")?.boolean() ?? false
      return [.isolate(try pattern(isEach ? #"\p{N}"# : #"\p{N}+"#, field.key))]
    case "Split": return [try split(field)]
    case let other:
      throw ModelFileProblem.unsupportedValue(
        key: type.key, found: quoted(other), supported: "Split, Digits, or at the end ByteLevel")
    }
  }

  private static func split(_ field: JSONField) throws -> Step {
    let source = try field.member("pattern")
    let found: Pattern
    if let literal = try source.optionalMember("String") {
      found = Pattern(literal: try literal.string())
    } else {
      let expression = try source.member("Regex")
      found = try pattern(expression.string(), expression.key)
    }
    let isInverted = try field.optionalMember("invert")?.boolean() ?? false
    let behaviour = try field.member("behavior")
    switch try behaviour.string() {
    case "Isolated": return .isolate(found)
    case "Removed": return isInverted ? .keep(found) : .remove(found)
    case let other:
      throw ModelFileProblem.unsupportedValue(
        key: behaviour.key, found: quoted(other), supported: "'Isolated' or 'Removed'")
    }
  }

  private static func pattern(_ source: String, _ key: String) throws -> Pattern {
    do {
      return try Pattern(source)
    } catch {
      throw ModelFileProblem.unknownInPattern(
        key: key, construct: error.construct, place: error.place)
    }
  }
}
