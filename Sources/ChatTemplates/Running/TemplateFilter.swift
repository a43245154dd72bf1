/// What stands behind `|`: functions from a value to another one.
enum TemplateFilter {
  static let names: Set<String> = [
    "trim", "tojson", "length", "count", "upper", "lower", "capitalize", "title", "join", "first",
    "last", "default", "d", "list", "string", "replace", "items", "map", "selectattr",
    "rejectattr", "int", "reverse", "safe", "indent",
  ]

  /// - Throws: `ChatTemplateError.Problem` where a value is of no kind that the filter takes.
  static func apply(
    _ name: String, to value: TemplateValue, _ arguments: CallArguments
  ) throws -> TemplateValue {
    switch name {
    case "trim": return .string(TextMethod.strip(value.text, arguments[0], both: true, true))
    case "tojson": return try json(value, arguments)
    case "length", "count": return .integer(try length(value))
    case "upper": return .string(value.text.uppercased())
    case "lower": return .string(value.text.lowercased())
    case "capitalize": return .string(TextMethod.capitalised(value.text))
    case "title": return .string(TextMethod.titled(value.text))
    case "string", "safe": return .string(value.text)
    case "default", "d":
      let isMissing =
        value == .undefined
        || ((arguments[1] ?? arguments["boolean"])?.isTrue ?? false) && !value.isTrue
      return isMissing ? arguments[0] ?? .string("") : value
    case "replace": return .string(try TextMethod.replace(value.text, arguments))
    case "int": return .integer(TextMethod.integer(value))
    case "indent": return .string(TextMethod.indented(value.text, arguments))
    case "items": return try items(value)
    default: return try applyToList(name, value, arguments)
    }
  }

  private static func applyToList(
    _ name: String, _ value: TemplateValue, _ arguments: CallArguments
  ) throws -> TemplateValue {
    let elements = try elements(of: value)
    switch name {
    case "list": return .list(elements)
    case "first": return elements.first ?? .undefined
    case "last": return elements.last ?? .undefined
    case "reverse":
      if case .string(let text) = value {
        return .string(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
      }
      return .list(elements.reversed())
    case "join":
      let attribute = arguments["attribute"]?.text
      let parts = try elements.map { try attribute.map(member($0))?.text ?? $0.text }
      return .string(parts.joined(separator: arguments[0]?.text ?? ""))
    case "map": return .list(try elements.map { try map($0, arguments) })
    case "selectattr", "rejectattr":
      let isWanted = name == "selectattr"
      return .list(try elements.filter { try holds($0, arguments) == isWanted })
    default: throw ChatTemplateError.Problem.unknown(kind: "filter", name: name)
    }
  }

  private static func json(
    _ value: TemplateValue, _ arguments: CallArguments
  ) throws -> TemplateValue {
    var indent: Int?
    if case .integer(let count)? = arguments["indent"] ?? arguments[0] {
      indent = min(max(count, 0), 16)
    }
    guard let text = value.json(indent: indent) else {
      throw ChatTemplateError.Problem.impossible("There is no JSON of \(value.kind).")
    }
    return .string(text)
  }

  static func length(_ value: TemplateValue) throws -> Int {
    switch value {
    case .undefined: return 0
    case .string(let text): return text.unicodeScalars.count
    case .list(let values): return values.count
    case .dictionary(let dictionary): return dictionary.names.count
    default: throw ChatTemplateError.Problem.impossible("\(value.kind) has no length.")
    }
  }

  static func elements(of value: TemplateValue) throws -> [TemplateValue] {
    switch value {
    case .undefined: return []
    case .list(let values): return values
    case .string(let text): return text.unicodeScalars.map { .string(String($0)) }
    case .dictionary(let dictionary): return dictionary.names.map { .string($0) }
    default: throw ChatTemplateError.Problem.impossible("\(value.kind) has no elements.")
    }
  }

  static func items(_ value: TemplateValue) throws -> TemplateValue {
    switch value {
    case .undefined: return .list([])
    case .dictionary(let dictionary):
      return .list(dictionary.pairs.map { .list([.string($0.name), $0.value]) })
    default: throw ChatTemplateError.Problem.impossible("\(value.kind) has no items.")
    }
  }

  private static func member(_ value: TemplateValue) -> (String) throws -> TemplateValue {
    { path in
      path.split(separator: ".").reduce(value) { value, name in
        switch value {
        case .dictionary(let dictionary): dictionary[String(name)] ?? .undefined
        case .list(let values):
          Int(name).flatMap { values.indices.contains($0) ? values[$0] : nil } ?? .undefined
        default: .undefined
        }
      }
    }
  }

  private static func map(
    _ value: TemplateValue, _ arguments: CallArguments
  ) throws -> TemplateValue {
    if let attribute = arguments["attribute"] {
      let found = try member(value)(attribute.text)
      return found == .undefined ? arguments["default"] ?? found : found
    }
    guard let filter = arguments[0]?.text, names.contains(filter) else {
      throw ChatTemplateError.Problem.unknown(
        kind: "filter", name: "map(\(arguments[0]?.text ?? ""))")
    }
    return try apply(filter, to: value, CallArguments(values: Array(arguments.values.dropFirst())))
  }

  private static func holds(_ value: TemplateValue, _ arguments: CallArguments) throws -> Bool {
    let found = try member(value)(arguments[0]?.text ?? "")
    guard let check = arguments[1]?.text else { return found.isTrue }
    return try TemplateCheck.apply(check, to: found, Array(arguments.values.dropFirst(2)))
  }
}

/// Values that a filter, a method or a function is called with.
struct CallArguments {
  var values: [TemplateValue] = []
  var named: [String: TemplateValue] = [:]

  subscript(index: Int) -> TemplateValue? { index < values.count ? values[index] : nil }
  subscript(name: String) -> TemplateValue? { named[name] }
}
