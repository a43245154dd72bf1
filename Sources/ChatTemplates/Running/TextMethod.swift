/// Methods of strings, which count and compare Unicode scalars as Python does.
enum TextMethod {
  static let names: Set<String> = [
    "strip", "lstrip", "rstrip", "split", "startswith", "endswith", "replace", "upper", "lower",
    "title", "capitalize", "find", "count", "join",
  ]

  /// - Throws: `ChatTemplateError.Problem`.
  static func call(
    _ name: String, on text: String, _ arguments: CallArguments
  ) throws -> TemplateValue {
    switch name {
    case "strip": return .string(strip(text, arguments[0], both: true, true))
    case "lstrip": return .string(strip(text, arguments[0], both: true, false))
    case "rstrip": return .string(strip(text, arguments[0], both: false, true))
    case "upper": return .string(text.uppercased())
    case "lower": return .string(text.lowercased())
    case "title": return .string(titled(text))
    case "capitalize": return .string(capitalised(text))
    case "replace": return .string(try replace(text, arguments))
    case "split": return .list(try split(text, arguments).map { .string($0) })
    case "startswith", "endswith":
      return .boolean(try affixes(arguments[0]).contains { begins(text, $0, name == "startswith") })
    case "find":
      let scalars = Array(text.unicodeScalars)
      return .integer(find(try scalarsOf(arguments[0]), in: scalars[...]) ?? -1)
    case "count": return .integer(parts(of: text, by: try scalarsOf(arguments[0])).count - 1)
    case "join":
      let elements = try TemplateFilter.elements(of: arguments[0] ?? .undefined)
      return .string(elements.map(\.text).joined(separator: text))
    default: throw ChatTemplateError.Problem.unknown(kind: "method", name: name)
    }
  }

  /// - `both`: whether the beginning is stripped; the last argument says so of the end.
  static func strip(
    _ text: String, _ characters: TemplateValue?, both start: Bool, _ end: Bool
  ) -> String {
    var set: [Unicode.Scalar]?
    if case .string(let text)? = characters { set = Array(text.unicodeScalars) }
    func goes(_ scalar: Unicode.Scalar) -> Bool { set?.contains(scalar) ?? isBlank(scalar) }
    var scalars = text.unicodeScalars[...]
    if start { scalars = scalars.drop(while: goes) }
    if end { while let last = scalars.last, goes(last) { scalars.removeLast() } }
    return String(scalars)
  }

  /// White space as Python's strings have it: Unicode's, and the separators of ASCII.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }

  private static func begins(_ text: String, _ affix: [Unicode.Scalar], _ atStart: Bool) -> Bool {
    atStart
      ? text.unicodeScalars.starts(with: affix)
      : text.unicodeScalars.reversed().starts(with: affix.reversed())
  }

  private static func affixes(_ value: TemplateValue?) throws -> [[Unicode.Scalar]] {
    if case .list(let values)? = value { return try values.map(scalarsOf) }
    return [try scalarsOf(value)]
  }

  private static func scalarsOf(_ value: TemplateValue?) throws -> [Unicode.Scalar] {
    guard case .string(let text)? = value else {
      throw ChatTemplateError.Problem.impossible(
        "A string is expected, but here is \((value ?? .none).kind).")
    }
    return Array(text.unicodeScalars)
  }

  /// Where a part first stands in a text.
  static func find(_ part: [Unicode.Scalar], in text: ArraySlice<Unicode.Scalar>) -> Int? {
    guard let first = part.first else { return text.startIndex }
    guard part.count <= text.count else { return nil }
    for place in text.startIndex...text.endIndex - part.count
    where text[place] == first && text[place...].starts(with: part) {
      return place
    }
    return nil
  }

  private static func parts(
    of text: String, by separator: [Unicode.Scalar], most: Int = Int.max
  ) -> [String] {
    var rest = Array(text.unicodeScalars)[...]
    var parts: [String] = []
    while parts.count < most, !separator.isEmpty, let place = find(separator, in: rest) {
      parts.append(String(String.UnicodeScalarView(rest[..<place])))
      rest = rest[(place + separator.count)...]
    }
    return parts + [String(String.UnicodeScalarView(rest))]
  }

  private static func split(_ text: String, _ arguments: CallArguments) throws -> [String] {
    var most = Int.max
    if case .integer(let count)? = arguments[1] ?? arguments["maxsplit"], count >= 0 {
      most = count
    }
    if let separator = arguments[0] ?? arguments["sep"], separator != .none {
      let scalars = try scalarsOf(separator)
      guard !scalars.isEmpty else {
        throw ChatTemplateError.Problem.impossible("A text cannot be split by an empty one.")
      }
      return parts(of: text, by: scalars, most: most)
    }
    var result: [String] = []
    var rest = text.unicodeScalars.drop(while: isBlank)
    while !rest.isEmpty, result.count < most {
      let word = rest.prefix { !isBlank($0) }
      result.append(String(word))
      rest = rest.dropFirst(word.count).drop(while: isBlank)
    }
    return rest.isEmpty ? result : result + [strip(String(rest), nil, both: false, true)]
  }

  static func replace(_ text: String, _ arguments: CallArguments) throws -> String {
    let (old, new) = (try scalarsOf(arguments[0]), try scalarsOf(arguments[1]))
    guard !old.isEmpty else {
      throw ChatTemplateError.Problem.impossible("An empty text cannot be replaced.")
    }
    var most = Int.max
    if case .integer(let count)? = arguments[2], count >= 0 { most = count }
    return parts(of: text, by: old, most: most)
      .joined(separator: String(String.UnicodeScalarView(new)))
  }

  static func capitalised(_ text: String) -> String {
    guard let first = text.first else { return "" }
    return first.uppercased() + text.dropFirst().lowercased()
  }

  static func titled(_ text: String) -> String {
    var result = ""
    var isInside = false
    for character in text {
      result += isInside ? character.lowercased() : character.uppercased()
      isInside = character.isLetter
    }
    return result
  }

  static func integer(_ value: TemplateValue) -> Int {
    switch value {
    case .string(let text): Int(strip(text, nil, both: true, true)) ?? 0
    default: value.asNumber.flatMap { Int(exactly: $0.rounded(.towardZero)) } ?? 0
    }
  }

  static func indented(_ text: String, _ arguments: CallArguments) -> String {
    var width = 4
    if case .integer(let count)? = arguments[0] ?? arguments["width"] {
      width = min(max(count, 0), 64)
    }
    let indentsFirst = (arguments[1] ?? arguments["first"])?.isTrue ?? false
    let blanks = String(repeating: " ", count: width)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { index, line in
      (index == 0 ? indentsFirst : !line.isEmpty) ? blanks + line : String(line)
    }.joined(separator: "\n")
  }
}
