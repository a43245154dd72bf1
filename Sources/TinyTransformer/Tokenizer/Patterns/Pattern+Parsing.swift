/// A construct of a regular expression that is not known here, and where it stands.
struct PatternProblem: Error, Equatable {
  var construct: String
  /// Counted from 0, in scalars.
  var place: Int
}

extension Pattern {
  /// Compiles a regular expression.
  ///
  /// - Throws: `PatternProblem` that names the first construct that is not known.
  init(_ source: String) throws(PatternProblem) {
    var parser = PatternParser(Array(source.unicodeScalars))
    let tree = try parser.alternatives(ignoringCase: false)
    guard parser.isAtEnd else { throw parser.unknown(1) }
    var steps: [Step] = []
    Self.compile(tree, into: &steps)
    steps.append(.end)
    self.init(steps: steps)
  }

  /// Matches exactly this text.
  init(literal: String) {
    self.init(
      steps: literal.unicodeScalars.map { .one(ScalarClass([.range($0.value...$0.value)])) } + [
        .end
      ])
  }

  private static func compile(_ tree: PatternTree, into steps: inout [Step]) {
    switch tree {
    case .set(let set): steps.append(.one(set))
    case .sequence(let parts): for part in parts { compile(part, into: &steps) }
    case .alternatives(let parts): compile(alternatives: parts, into: &steps)
    case .look(let isWanted, let part):
      let look = steps.count
      steps.append(.end)
      compile(part, into: &steps)
      steps.append(.end)
      steps[look] = .look(isWanted: isWanted, to: steps.count)
    case .repeated(.set(let set), let least, let most):
      steps.append(.many(set, least: least, most: most))
    case .repeated(let part, let least, let most):
      compile(part, least: least, most: most, into: &steps)
    }
  }

  private static func compile(alternatives parts: [PatternTree], into steps: inout [Step]) {
    var ends: [Int] = []
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      let choice = steps.count
      if !isLast { steps.append(.end) }
      compile(part, into: &steps)
      guard !isLast else { break }
      ends.append(steps.count)
      steps.append(.end)
      steps[choice] = .either(choice + 1, steps.count)
    }
    for end in ends { steps[end] = .jump(steps.count) }
  }

  private static func compile(
    _ part: PatternTree, least: Int, most: Int, into steps: inout [Step]
  ) {
    for _ in 0..<least { compile(part, into: &steps) }
    if most == Int.max {
      let choice = steps.count
      steps.append(.end)
      compile(part, into: &steps)
      steps.append(.jump(choice))
      steps[choice] = .either(choice + 1, steps.count)
      return
    }
    var choices: [Int] = []
    for _ in least..<most {
      choices.append(steps.count)
      steps.append(.end)
      compile(part, into: &steps)
    }
    for choice in choices { steps[choice] = .either(choice + 1, steps.count) }
  }
}

/// A regular expression before it is compiled.
indirect enum PatternTree: Equatable {
  case set(ScalarClass)
  case sequence([PatternTree])
  case alternatives([PatternTree])
  case repeated(PatternTree, least: Int, most: Int)
  case look(isWanted: Bool, PatternTree)

  /// Whether it can match without taking a scalar, so that repeating it would never end.
  var canBeEmpty: Bool {
    switch self {
    case .set: false
    case .sequence(let parts): parts.allSatisfy(\.canBeEmpty)
    case .alternatives(let parts): parts.contains(where: \.canBeEmpty)
    case .repeated(let part, let least, _): least == 0 || part.canBeEmpty
    case .look: true
    }
  }
}
