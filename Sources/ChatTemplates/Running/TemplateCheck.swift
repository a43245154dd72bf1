/// What stands behind `is`.
enum TemplateCheck {
  static let names: Set<String> = [
    "defined", "undefined", "none", "string", "mapping", "iterable", "sequence", "number",
    "integer", "float", "boolean", "true", "false", "equalto", "eq", "ne", "in", "even", "odd",
    "callable",
  ]

  /// - Throws: `ChatTemplateError.Problem`.
  static func apply(
    _ name: String, to value: TemplateValue, _ operands: [TemplateValue]
  ) throws -> Bool {
    switch name {
    case "defined": value != .undefined
    case "undefined": value == .undefined
    case "none": value == .none
    case "true": if case .boolean(true) = value { true } else { false }
    case "false": if case .boolean(false) = value { true } else { false }
    case "boolean": if case .boolean = value { true } else { false }
    case "string": if case .string = value { true } else { false }
    case "integer": if case .integer = value { true } else { false }
    case "float": if case .number = value { true } else { false }
    case "number": value.asNumber != nil
    case "mapping": if case .dictionary = value { true } else { false }
    case "callable": if case .function = value { true } else { false }
    case "iterable", "sequence":
      switch value {
      case .list, .string, .dictionary, .undefined: true
      default: false
      }
    case "equalto", "eq": value == operands.first ?? .undefined
    case "ne": value != operands.first ?? .undefined
    case "in": try Operation.contains(operands.first ?? .undefined, value)
    case "even", "odd":
      if case .integer(let number) = value { (number % 2 == 0) == (name == "even") } else { false }
    default: throw ChatTemplateError.Problem.unknown(kind: "test", name: name)
    }
  }
}
