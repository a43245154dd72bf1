import RunModel

/// What a filter of episodes understands.
///
/// Side by side, all must hold.
///
///     fixed step:100..200        outcome and place; ranges may be open: 100.. or ..200
///     r2>=1 lift>0 !parsed       numbers; ! or - in front of anything is its opposite
///     flag:truncated task:5x5    remarks, tasks, authors
///     leak vague false true          what a reflection has a mark for
///     claim:C claim:"C hole"     what a reflection says, whatever its words
///     hole "fell in" /goal|won/  text: words, several of them, or a regular expression
///     bookmark: whatif:oil       what somebody marked or tried again, with a word about it
///     (solved or fixed) kept     either of two
struct EpisodeQuery: Equatable, Sendable {
  indirect enum Node: Equatable, Sendable {
    case all([Node])
    case any([Node])
    case not(Node)
    case test(Test)
  }

  enum Test: Equatable, Sendable {
    case outcome(EpisodeRecord.Outcome)
    case flagged
    case parsed
    case repeated
    /// Leaks, is vague, or claims something untrue.
    case marked(ReflectionMarks)
    /// Claims something of the rules, and nothing that is not so.
    case truthful
    /// Means what has a code that begins so.
    case meaning(String)
    /// Makes a claim, by its name or by what it is about.
    case claim(String)
    /// Failed twice in the same way.
    case alike
    case number(Field, NumberTest)
    case task(TextPattern)
    case flag(String)
    case author(String)
    /// Somebody put a bookmark on it, or tried it again, with a word about it.
    case bookmark(String)
    case whatif(String)
    /// One of the patterns, by its number.
    case text(Int)
  }

  enum Field: String, CaseIterable, Sendable {
    case step
    case group
    case episode
    case memory
    case reflection
    case reward
    case r1
    case r2
    case lift
    case rules
    case novelty
    case length
    case turns
    case tokens
  }

  /// Words before a colon whose values are words too.
  enum TextField: String, CaseIterable, Sendable {
    case task
    case flag
    case author
    case outcome
    case meaning
    case claim
    case bookmark
    case whatif
  }

  enum NumberTest: Equatable, Sendable {
    case within(ClosedRange<Double>)
    case above(Double)
    case below(Double)

    func holds(_ value: Double) -> Bool {
      switch self {
      case .within(let range): range.contains(value)
      case .above(let bound): value > bound
      case .below(let bound): value < bound
      }
    }
  }

  /// The texts that are looked for, no two alike.
  var patterns: [TextPattern] = []
  var root = Node.all([])

  /// The texts that a search can be asked for at once.
  static let mostPatterns = 16

  var isEmpty: Bool { root == .all([]) }
}

extension EpisodeQuery {
  /// What is known of an episode when the question is asked.
  struct Context {
    let run: RunState
    var marks = EpisodeMarks()
    /// Whether a pattern is in the words of the episode; `nil` while these are not looked through.
    let hasText: (_ pattern: Int, _ place: Int, _ record: EpisodeRecord) -> Bool?
  }

  /// Whether the episode at a place of the index is meant; `nil` while that depends on words
  /// that are not looked through yet.
  func matches(at place: Int, in context: Context) -> Bool? {
    Self.holds(root, at: place, context.run.episodes.records[place], context)
  }

  private static func holds(
    _ node: Node, at place: Int, _ record: EpisodeRecord, _ context: Context
  ) -> Bool? {
    switch node {
    case .all(let parts):
      var result: Bool? = true
      for part in parts {
        switch holds(part, at: place, record, context) {
        case false?: return false
        case nil: result = nil
        case true?: break
        }
      }
      return result
    case .any(let parts):
      var result: Bool? = false
      for part in parts {
        switch holds(part, at: place, record, context) {
        case true?: return true
        case nil: result = nil
        case false?: break
        }
      }
      return result
    case .not(let part): return holds(part, at: place, record, context).map { !$0 }
    case .test(.text(let pattern)): return context.hasText(pattern, place, record)
    case .test(let test): return holds(test, record, context)
    }
  }

  private static func holds(
    _ test: Test, _ record: EpisodeRecord, _ context: Context
  ) -> Bool {
    let run = context.run
    return switch test {
    case .outcome(let wanted): record.outcome(threshold: run.threshold(of: record)) == wanted
    case .flagged: (record.first?.flags ?? 0) + (record.second?.flags ?? 0) > 0
    case .parsed: record.reflection?.parsed == true
    case .repeated: record.reflection?.isRepeated == true
    case .marked(let marks): record.reflection?.meaning?.marks.isSuperset(of: marks) == true
    case .truthful:
      record.reflection.map { $0.rules.claims > 0 && $0.rules.right == $0.rules.claims } == true
        && record.reflection?.meaning?.marks.contains(.untrue) != true
    case .meaning(let code): record.reflection.map { $0.code.hasPrefix(code) } ?? false
    case .claim(let name): record.reflection?.meaning?.claims(name) == true
    case .alike:
      record.change?.endsAlike == true
        && record.outcome(threshold: run.threshold(of: record)) == .unchanged
    case .number(let field, let test): value(of: field, record).map(test.holds) ?? false
    case .task(let pattern): pattern.matches(record.task)
    case .flag("leak"): holds(.marked(.leak), record, context)
    case .flag(let name): run.episodes.has(.flag(name), record)
    case .author(let name): run.episodes.has(.author(name), record)
    case .bookmark(let word): context.marks.isBookmarked(record.id, word)
    case .whatif(let word): context.marks.isTried(record.id, word)
    case .text: false
    }
  }

  private static func value(of field: Field, _ record: EpisodeRecord) -> Double? {
    switch field {
    case .step: Double(record.step)
    case .group: Double(record.group)
    case .episode: Double(record.id)
    case .memory: record.reflection?.memory.map(Double.init)
    case .reflection: record.reflection.map { Double($0.id) }
    case .r1, .reward: record.first?.reward
    case .r2: record.second?.reward
    case .lift: record.lift
    case .rules: record.reflection?.rules.accuracy
    case .novelty: record.reflection?.novelty
    case .length: record.reflection.map { Double($0.tokens) }
    case .turns: record.first.map { Double($0.turns) }
    case .tokens: record.first.map { Double($0.tokens + record.retryTokens) }
    }
  }
}
