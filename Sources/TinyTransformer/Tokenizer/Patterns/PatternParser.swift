/// Reads the regular expressions of tokenizers.
struct PatternParser {
  private let source: [Unicode.Scalar]
  private var place = 0
  private var depth = 0

  /// Repetitions are written out, so a large one would be a large program.
  private static let mostRepetitions = 1000
  private static let mostDepth = 50

  init(_ source: [Unicode.Scalar]) {
    self.source = source
  }

  var isAtEnd: Bool { place >= source.count }

  /// The error for the construct of so many scalars that stands here.
  func unknown(_ length: Int) -> PatternProblem {
    let end = min(place + length, source.count)
    return PatternProblem(
      construct: String(String.UnicodeScalarView(source[min(place, end)..<end])), place: place)
  }

  mutating func alternatives(ignoringCase: Bool) throws(PatternProblem) -> PatternTree {
    var parts = [try sequence(ignoringCase: ignoringCase)]
    while skip("|") { parts.append(try sequence(ignoringCase: ignoringCase)) }
    return parts.count == 1 ? parts[0] : .alternatives(parts)
  }

  private mutating func sequence(ignoringCase: Bool) throws(PatternProblem) -> PatternTree {
    var parts: [PatternTree] = []
    while !isAtEnd, source[place] != "|", source[place] != ")" {
      let part = try atom(ignoringCase: ignoringCase)
      parts.append(try repeated(part))
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func atom(ignoringCase: Bool) throws(PatternProblem) -> PatternTree {
    switch source[place] {
    case "(": return try group(ignoringCase: ignoringCase)
    case "[": return .set(try bracket(ignoringCase: ignoringCase))
    case "\\": return .set(ScalarClass(try escape(), ignoresCase: ignoringCase))
    case ".":
      place += 1
      return .set(ScalarClass([.range(10...10)], isNegated: true))
    case "^", "$", "*", "+", "?", "{": throw unknown(1)
    case let scalar:
      place += 1
      return .set(
        ScalarClass([.range(scalar.value...scalar.value)], ignoresCase: ignoringCase))
    }
  }

  private mutating func repeated(_ part: PatternTree) throws(PatternProblem) -> PatternTree {
    let start = place
    let bounds: (least: Int, most: Int)
    if skip("?") {
      bounds = (0, 1)
    } else if skip("*") {
      bounds = (0, Int.max)
    } else if skip("+") {
      bounds = (1, Int.max)
    } else if !isAtEnd, source[place] == "{" {
      bounds = try counts()
    } else {
      return part
    }
    // Reluctant and possessive repetition, and a repetition that need not take anything.
    let isOther = !isAtEnd && (source[place] == "?" || source[place] == "+" || source[place] == "*")
    if isOther || (bounds.most == Int.max && part.canBeEmpty) {
      place = start
      throw unknown(2)
    }
    return .repeated(part, least: bounds.least, most: bounds.most)
  }

  /// How often, as in `{3}` or `{1,3}`, or in `{2,}`, which has no end.
  private mutating func counts() throws(PatternProblem) -> (least: Int, most: Int) {
    let start = place
    place += 1
    let least = number()
    var most = least
    if skip(",") { most = number() ?? Int.max }
    guard let least, let most, skip("}"), least <= most, least <= Self.mostRepetitions,
      most == Int.max || most <= Self.mostRepetitions
    else {
      place = start
      throw unknown(6)
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while !isAtEnd,
      let digit = source[place].properties.numericType == .decimal
        ? Int(String(source[place])) : nil, (value ?? 0) <= Self.mostRepetitions
    {
      value = (value ?? 0) * 10 + digit
      place += 1
    }
    return value
  }

  private mutating func group(ignoringCase: Bool) throws(PatternProblem) -> PatternTree {
    let start = place
    var (ignoringCase, isWanted): (Bool, Bool?) = (ignoringCase, nil)
    if skip("(?:") {
    } else if skip("(?i:") {
      ignoringCase = true
    } else if skip("(?=") {
      isWanted = true
    } else if skip("(?!") {
      isWanted = false
    } else if skip("(?") {
      place = start
      throw unknown(4)
    } else {
      place += 1
    }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.mostDepth else { throw unknown(4) }
    let inner = try alternatives(ignoringCase: ignoringCase)
    guard skip(")") else {
      place = start
      throw unknown(4)
    }
    return isWanted.map { .look(isWanted: $0, inner) } ?? inner
  }

  mutating func skip(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard source[place...].starts(with: scalars) else { return false }
    place += scalars.count
    return true
  }
}

// MARK: - Classes

extension PatternParser {
  /// `[…]` and `[^…]`, with ranges and escapes in it.
  private mutating func bracket(ignoringCase: Bool) throws(PatternProblem) -> ScalarClass {
    let start = place
    place += 1
    let isNegated = skip("^")
    var parts: [ScalarClass.Part] = []
    while !isAtEnd, source[place] != "]" || parts.isEmpty {
      if source[place] == "[" || source[place...].starts(with: ["&", "&"]) { throw unknown(2) }
      let isRangeStart =
        place + 2 < source.count && source[place + 1] == "-"
        && source[place + 2] != "]"
      if source[place] == "\\" {
        parts += try escape()
      } else if isRangeStart {
        let (first, last) = (source[place].value, source[place + 2].value)
        guard first <= last, source[place + 2] != "\\" else { throw unknown(3) }
        parts.append(.range(first...last))
        place += 3
      } else {
        parts.append(.range(source[place].value...source[place].value))
        place += 1
      }
    }
    guard skip("]") else {
      place = start
      throw unknown(4)
    }
    return ScalarClass(parts, isNegated: isNegated, ignoresCase: ignoringCase)
  }

  /// What stands behind a backslash: white space `\s`, a category `\p{L}`, a sign.
  private mutating func escape() throws(PatternProblem) -> [ScalarClass.Part] {
    guard place + 1 < source.count else { throw unknown(1) }
    let named = source[place + 1]
    let signs: [Unicode.Scalar: UInt32] = ["n": 10, "r": 13, "t": 9, "f": 12, "v": 11]
    switch named {
    case "s", "S":
      place += 2
      return [named == "s" ? .whiteSpace : .notWhiteSpace]
    case "d", "D":
      place += 2
      let digits: UInt32 = 1 << 8
      return [.categories(named == "d" ? digits : ~digits)]
    case "p", "P": return try category(isNegated: named == "P")
    case _ where signs[named] != nil:
      place += 2
      return signs[named].map { [.range($0...$0)] } ?? []
    case _ where named.properties.isAlphabetic || named.properties.numericType != nil:
      throw unknown(2)
    default:
      place += 2
      return [.range(named.value...named.value)]
    }
  }

  /// `\p{L}` or `\pL`.
  private mutating func category(isNegated: Bool) throws(PatternProblem) -> [ScalarClass.Part] {
    let rest = source[(place + 2)...]
    let isBraced = rest.first == "{"
    let name = isBraced ? rest.dropFirst().prefix { $0 != "}" } : rest.prefix(1)
    let length = name.count + (isBraced ? 4 : 2)
    guard let set = ScalarTraits.categories(named: String(String.UnicodeScalarView(name))),
      place + length <= source.count
    else { throw unknown(min(length, 20)) }
    place += length
    return [.categories(isNegated ? ~set : set)]
  }
}
