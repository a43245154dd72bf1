import RunModel

/// What `/` understands in a list of episodes: words that must all hold.
///
///     fixed step:12          outcome and place
///     r2>=1 !parsed          numbers and negation
///     hole                   anything else is looked for in task, feedback and reflection
struct EpisodeFilter {
  static let examples = [
    "fixed", "unchanged", "broken", "solved", "failed", "kept", "flagged", "repeated", "false",
    "leak", "alike", "rules<1", "novelty<0.1", "length>20",
    "step:", "group:", "memory:", "r1<1", "r2>=1", "!parsed",
  ]

  private enum Test: Equatable {
    case outcome(EpisodeRecord.Outcome)
    case flagged
    case parsed
    case repeated
    /// Claims something untrue.
    case untrue
    /// Gives something of the very task away.
    case leaking
    /// Failed twice in the same way.
    case alike
    case number(Field, Relation, Double)
    case words(String)
  }

  private enum Field: String, CaseIterable {
    case step
    case group
    case episode
    case memory
    case r1
    case r2
    case lift
    case rules
    case novelty
    case length
    case turns
    case tokens
  }

  private enum Relation: String, CaseIterable {
    // The longer ones first, because they begin with the shorter ones.
    case atLeast = ">="
    case atMost = "<="
    case equal = "="
    case above = ">"
    case below = "<"
    case colon = ":"
  }

  private var tests: [(test: Test, isNegated: Bool)] = []

  init(_ text: String) {
    for word in text.split(separator: " ") {
      let isNegated = word.first == "!" && word.count > 1
      tests.append((Self.test(String(isNegated ? word.dropFirst() : word)), isNegated))
    }
  }

  var isEmpty: Bool { tests.isEmpty }

  /// Whether words are looked for, which only the latest episodes still have in memory.
  var looksForWords: Bool {
    tests.contains { if case .words = $0.test { true } else { false } }
  }

  func matches(_ record: EpisodeRecord, in state: DashboardState) -> Bool {
    tests.allSatisfy { holds($0.test, record, state) != $0.isNegated }
  }

  private static func test(_ word: String) -> Test {
    let lower = word.lowercased()
    if let outcome = EpisodeRecord.Outcome(rawValue: lower) { return .outcome(outcome) }
    switch lower {
    case "flagged": return .flagged
    case "parsed": return .parsed
    case "repeated": return .repeated
    case "false": return .untrue
    case "leak": return .leaking
    case "alike": return .alike
    default: break
    }
    for relation in Relation.allCases {
      let parts = lower.split(separator: relation.rawValue, maxSplits: 1)
      guard parts.count == 2, let field = Field(rawValue: String(parts[0])),
        let number = Double(parts[1])
      else { continue }
      return .number(field, relation, number)
    }
    return .words(lower)
  }

  private func holds(_ test: Test, _ record: EpisodeRecord, _ state: DashboardState) -> Bool {
    switch test {
    case .outcome(let wanted): record.outcome(threshold: state.run.threshold(of: record)) == wanted
    case .flagged: (record.first?.flags ?? 0) + (record.second?.flags ?? 0) > 0
    case .parsed: record.reflection?.parsed == true
    case .repeated: record.reflection?.isRepeated == true
    case .untrue: record.reflection.map { $0.rules.right < $0.rules.claims } ?? false
    case .leaking: record.reflection?.claims?.leaks.isEmpty == false
    case .alike:
      record.change?.endsAlike == true
        && record.outcome(threshold: state.run.threshold(of: record)) == .unchanged
    case .number(let field, let relation, let number):
      Self.value(of: field, record).map { Self.compare($0, relation, number) } ?? false
    case .words(let words): Self.contains(words, record, state)
    }
  }

  private static func value(of field: Field, _ record: EpisodeRecord) -> Double? {
    switch field {
    case .step: Double(record.step)
    case .group: Double(record.group)
    case .episode: Double(record.id)
    case .memory: record.reflection?.memory.map(Double.init)
    case .r1: record.first?.reward
    case .r2: record.second?.reward
    case .lift: record.second.flatMap { second in record.first.map { second.reward - $0.reward } }
    case .rules: record.reflection?.rules.accuracy
    case .novelty: record.reflection?.novelty
    case .length: record.reflection.map { Double($0.tokens) }
    case .turns: record.first.map { Double($0.turns) }
    case .tokens: record.first.map { Double($0.tokens + (record.second?.tokens ?? 0)) }
    }
  }

  private static func compare(_ value: Double, _ relation: Relation, _ number: Double) -> Bool {
    switch relation {
    case .atLeast: value >= number
    case .atMost: value <= number
    case .equal, .colon: value == number
    case .above: value > number
    case .below: value < number
    }
  }

  private static func contains(
    _ words: String, _ record: EpisodeRecord, _ state: DashboardState
  ) -> Bool {
    if TextSearch.contains(record.task, words) || Int(words) == record.id { return true }
    guard let texts = state.words(of: record) else { return false }
    return [texts.first?.feedback, texts.reflection?.text, texts.second?.feedback]
      .contains { $0.map { TextSearch.contains($0, words) } ?? false }
  }
}
