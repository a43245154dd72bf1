/// A regular expression as it is written, in parts.
indirect enum RegularExpressionNode: Sendable {
  case empty
  case byte(ByteSet)
  case sequence([RegularExpressionNode])
  case either([RegularExpressionNode])
  /// At least, and at most if there is a most.
  case repeated(RegularExpressionNode, least: Int, most: Int?)
  case assert(RegularExpression.Assertion)

  /// Any character beyond ASCII: two to four bytes.
  static let beyondASCII: Self = {
    let next = Self.byte(ByteSet(0x80...0xBF))
    return .either([
      .sequence([.byte(ByteSet(0xC2...0xDF)), next]),
      .sequence([.byte(ByteSet(0xE0...0xEF)), next, next]),
      .sequence([.byte(ByteSet(0xF0...0xF4)), next, next, next]),
    ])
  }()

  static func character(_ character: Character) -> Self {
    .sequence(
      String(character).utf8.map { .byte(ByteSet(Int($0)...Int($0)).inBothCases) })
  }
}

/// Reads a regular expression.
struct RegularExpressionParser {
  private let characters: [Character]
  private var next = 0

  init(_ pattern: String) {
    characters = Array(pattern)
  }

  mutating func parse() throws(RegularExpressionProblem) -> RegularExpressionNode {
    let node = try alternatives(depth: 0)
    guard next == characters.count else { throw problem(.notOpened(characters[next])) }
    return node
  }

  private func problem(
    _ reason: RegularExpressionProblem.Reason, at place: Int? = nil
  ) -> RegularExpressionProblem {
    RegularExpressionProblem(reason: reason, place: place ?? next)
  }

  private mutating func alternatives(
    depth: Int
  ) throws(RegularExpressionProblem) -> RegularExpressionNode {
    var options = [try sequence(depth: depth)]
    while next < characters.count, characters[next] == "|" {
      next += 1
      options.append(try sequence(depth: depth))
    }
    return options.count == 1 ? options[0] : .either(options)
  }

  private mutating func sequence(
    depth: Int
  ) throws(RegularExpressionProblem) -> RegularExpressionNode {
    var parts: [RegularExpressionNode] = []
    while next < characters.count, characters[next] != "|", characters[next] != ")" {
      let atom = try atom(depth: depth)
      parts.append(try repetition(of: atom))
    }
    return parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func atom(depth: Int) throws(RegularExpressionProblem) -> RegularExpressionNode {
    let start = next
    let character = characters[next]
    next += 1
    switch character {
    case "(":
      guard depth < 50 else { throw problem(.tooLarge, at: start) }
      if characters[next...].starts(with: ["?", ":"]) { next += 2 }
      let inside = try alternatives(depth: depth + 1)
      guard next < characters.count else { throw problem(.notClosed("("), at: start) }
      next += 1
      return inside
    case "[": return try characterClass(from: start)
    case ".":
      return .either([
        .byte(ByteSet(0x0A...0x0A).asciiComplement), .beyondASCII,
      ])
    case "^": return .assert(.lineStart)
    case "$": return .assert(.lineEnd)
    case "\\": return try escape(from: start)
    case "*", "+", "?": throw problem(.nothingToRepeat(character), at: start)
    default: return .character(character)
    }
  }

  private mutating func escape(
    from start: Int
  ) throws(RegularExpressionProblem) -> RegularExpressionNode {
    guard next < characters.count else { throw problem(.endsWithBackslash, at: start) }
    let letter = characters[next]
    next += 1
    if let set = Self.classes[letter] { return .byte(set) }
    switch letter {
    case "D", "W", "S":
      let set = Self.classes[Character(letter.lowercased())] ?? ByteSet()
      return .either([.byte(set.asciiComplement), .beyondASCII])
    case "b": return .assert(.wordEdge)
    case "B": return .assert(.noWordEdge)
    case _ where letter.isLetter || letter.isNumber:
      throw problem(.unknownEscape(letter), at: start)
    default: return .character(letter)
    }
  }

  private static let classes: [Character: ByteSet] = [
    "d": .digit, "w": .word, "s": .space, "n": ByteSet(0x0A...0x0A), "t": ByteSet(0x09...0x09),
  ]

  /// `[a-z_]`, `[^0-9]`; a bracket that comes first stands for itself.
  private mutating func characterClass(
    from start: Int
  ) throws(RegularExpressionProblem) -> RegularExpressionNode {
    var set = ByteSet()
    var others: [RegularExpressionNode] = []
    let isNegated = next < characters.count && characters[next] == "^"
    if isNegated { next += 1 }
    let first = next
    while next < characters.count, characters[next] != "]" || next == first {
      var character = characters[next]
      next += 1
      if character == "\\", next < characters.count {
        character = characters[next]
        next += 1
        if let known = Self.classes[character] {
          set.formUnion(known)
          continue
        }
      }
      if next + 1 < characters.count, characters[next] == "-", characters[next + 1] != "]" {
        guard let low = character.asciiValue, let high = characters[next + 1].asciiValue,
          low <= high
        else { throw problem(.badRange, at: next - 1) }
        set.formUnion(ByteSet(Int(low)...Int(high)))
        next += 2
      } else if let byte = character.asciiValue {
        set.insert(byte)
      } else {
        others.append(.character(character))
      }
    }
    guard next < characters.count else { throw problem(.notClosed("["), at: start) }
    next += 1
    set = set.inBothCases
    guard isNegated else { return others.isEmpty ? .byte(set) : .either([.byte(set)] + others) }
    return .either([.byte(set.asciiComplement), .beyondASCII])
  }

  private mutating func repetition(
    of node: RegularExpressionNode
  ) throws(RegularExpressionProblem) -> RegularExpressionNode {
    var node = node
    while next < characters.count {
      switch characters[next] {
      case "*": node = .repeated(node, least: 0, most: nil)
      case "+": node = .repeated(node, least: 1, most: nil)
      case "?": node = .repeated(node, least: 0, most: 1)
      case "{":
        let (least, most) = try bounds()
        node = .repeated(node, least: least, most: most)
      default: return node
      }
      next += 1
      // Whether as much or as little as possible is taken makes no difference to what is found.
      if next < characters.count, characters[next] == "?" { next += 1 }
    }
    return node
  }

  /// The numbers in braces; stops at the closing one.
  private mutating func bounds() throws(RegularExpressionProblem) -> (Int, Int?) {
    let start = next
    guard let end = characters[next...].firstIndex(of: "}") else {
      throw problem(.notClosed("{"))
    }
    let numbers = String(characters[(next + 1)..<end])
      .split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    next = end
    let isOpen = numbers.count == 2 && characters[end - 1] == ","
    guard let first = numbers.first, let least = first, (0...100).contains(least),
      numbers.count <= 2
    else { throw problem(.badRepetition, at: start) }
    if isOpen { return (least, nil) }
    guard let last = numbers.last, let most = last, (least...100).contains(most) else {
      throw problem(.badRepetition, at: start)
    }
    return (least, most)
  }
}

/// Turns the parts into instructions.
struct RegularExpressionCompiler {
  private static let limit = 2000
  private var program: [RegularExpression.Instruction] = []

  mutating func compile(
    _ node: RegularExpressionNode
  ) throws(RegularExpressionProblem) -> [RegularExpression.Instruction] {
    try add(node)
    program.append(.match)
    return program
  }

  private mutating func add(_ node: RegularExpressionNode) throws(RegularExpressionProblem) {
    guard program.count < Self.limit else {
      throw RegularExpressionProblem(reason: .tooLarge, place: 0)
    }
    switch node {
    case .empty: break
    case .byte(let set): program.append(.byte(set))
    case .assert(let assertion): program.append(.assert(assertion))
    case .sequence(let parts): for part in parts { try add(part) }
    case .either(let options): try add(either: options[...])
    case .repeated(let part, let least, let most):
      for _ in 0..<least { try add(part) }
      guard let most else { return try addAnyNumber(of: part) }
      for _ in least..<most {
        let split = program.count
        program.append(.match)
        try add(part)
        program[split] = .split(split + 1, program.count)
      }
    }
  }

  private mutating func add(
    either options: ArraySlice<RegularExpressionNode>
  ) throws(RegularExpressionProblem) {
    guard let first = options.first else { return }
    guard options.count > 1 else { return try add(first) }
    let split = program.count
    program.append(.match)
    try add(first)
    let jump = program.count
    program.append(.match)
    program[split] = .split(split + 1, program.count)
    try add(either: options.dropFirst())
    program[jump] = .jump(program.count)
  }

  private mutating func addAnyNumber(
    of part: RegularExpressionNode
  ) throws(RegularExpressionProblem) {
    let split = program.count
    program.append(.match)
    try add(part)
    program.append(.jump(split))
    program[split] = .split(split + 1, program.count)
  }
}
