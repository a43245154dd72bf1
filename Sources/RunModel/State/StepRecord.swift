import Basics

/// A training step in numbers.
///
/// The row types never mix.
package struct StepRecord: Sendable, Equatable {
  package var step: Int
  package var first = RewardTally()
  package var second = RewardTally()
  package var reflections = ReflectionTally()
  /// What the second attempts made of the first ones.
  package var outcomes = OutcomeCounts()
  /// What reflecting gained; known when the step is closed.
  package var lift = LiftSums()
  /// What the metrics of its reflections are counted from; known when the step is closed.
  package var quality = QualitySums()
  /// What several first attempts at a task come to; known when the step is closed.
  package var passes = PassRates()
  /// Prompts whose first attempts all failed, and those of them that a second attempt solved.
  package var hardPrompts = 0
  package var rescuedPrompts = 0
  /// Attempts that their world broke off.
  package var failedEpisodes = 0
  package var update: UpdateRecord?
  package var phases = PhaseSeconds()
  /// Seconds since the run began when the step ended.
  package var elapsed: Double?
  /// Tokens written for training during this step alone, and the seconds that it took.
  package var tokens: Int?
  package var seconds: Double?
  /// Whether what it comes to is worked out: when all of its episodes are over, or as far as it is
  /// written (`RunState.asItStands`).
  package var isClosed = false

  package init(step: Int) {
    self.step = step
  }
}

extension StepRecord {
  package var tokensPerSecond: Double? {
    guard let tokens, let seconds, seconds > 0 else { return nil }
    return Double(tokens) / seconds
  }
}

/// The rewards of one kind of attempt.
package struct RewardTally: Sendable, Equatable {
  package private(set) var count = 0
  package private(set) var solved = 0
  package private(set) var sum = 0.0

  package init() {}

  package mutating func add(_ reward: Double, threshold: Double) {
    guard reward.isFinite else { return }
    count += 1
    sum += reward
    if reward >= threshold { solved += 1 }
  }

  package static func + (left: Self, right: Self) -> Self {
    var both = left
    both.count += right.count
    both.solved += right.solved
    both.sum += right.sum
    return both
  }

  func pack(into bytes: inout PackedWriter) {
    bytes.put(count)
    bytes.put(solved)
    bytes.put(sum)
  }

  init(from bytes: inout PackedReader) {
    count = bytes.integer()
    solved = bytes.integer()
    sum = bytes.number()
  }

  package var mean: Double? { count > 0 ? sum / Double(count) : nil }
  package var successRate: Double? { count > 0 ? Double(solved) / Double(count) : nil }
  package var interval: Interval? { .wilson(successes: solved, of: count) }
}

/// The reflections of a step.
package struct ReflectionTally: Sendable, Equatable {
  package var count = 0
  package var parsed = 0
  /// Those whose words had been written shortly before.
  package var repeated = 0
  package var tokens = 0
  package var rules = RuleCheck()

  package init() {}

  package static func + (left: Self, right: Self) -> Self {
    var both = left
    both.count += right.count
    both.parsed += right.parsed
    both.repeated += right.repeated
    both.tokens += right.tokens
    both.rules = left.rules + right.rules
    return both
  }

  package var parsedShare: Double? { share(parsed) }
  /// 1 if every text is new, near 0 if the reflector says one thing by heart.
  package var novelShare: Double? { share(count - repeated) }
  package var meanTokens: Double? { share(tokens) }

  private func share(_ part: Int) -> Double? {
    count > 0 ? Double(part) / Double(count) : nil
  }
}

/// The two-by-two table of first and second attempts, over episodes that had both.
package struct OutcomeCounts: Sendable, Equatable {
  package var fixed = 0
  package var unchanged = 0
  package var broken = 0
  package var kept = 0
  /// Of those unchanged, how many failed in the same way at the same place.
  package var failedAlike = 0
  /// Of those unchanged, how many failed in another way; of the rest nobody knows how.
  package var failedAnew = 0

  package init() {}

  /// Unchanged ones whose attempts are not known turn by turn.
  package var failedSomehow: Int { unchanged - failedAlike - failedAnew }

  package mutating func add(_ outcome: EpisodeRecord.Outcome) {
    switch outcome {
    case .fixed: fixed += 1
    case .unchanged: unchanged += 1
    case .broken: broken += 1
    case .kept: kept += 1
    case .solved, .failed: break
    }
  }

  /// Takes back what is known better since another second attempt of the episode is over.
  mutating func remove(_ outcome: EpisodeRecord.Outcome) {
    switch outcome {
    case .fixed: fixed -= 1
    case .unchanged: unchanged -= 1
    case .broken: broken -= 1
    case .kept: kept -= 1
    case .solved, .failed: break
    }
  }

  /// Counts how one failed that is unchanged, as far as that is known.
  mutating func count(failedAlike isAlike: Bool?, by number: Int) {
    switch isAlike {
    case true?: failedAlike += number
    case false?: failedAnew += number
    case nil: break
    }
  }

  package static func + (left: Self, right: Self) -> Self {
    var both = left
    both.fixed += right.fixed
    both.unchanged += right.unchanged
    both.broken += right.broken
    both.kept += right.kept
    both.failedAlike += right.failedAlike
    both.failedAnew += right.failedAnew
    return both
  }

  /// Episodes whose first attempt failed and that were attempted again.
  package var gated: Int { fixed + unchanged }
  package var fixRate: Double? { gated > 0 ? Double(fixed) / Double(gated) : nil }
}

/// Where the seconds of a step went.
package struct PhaseSeconds: Sendable, Equatable {
  private var values: [Double] = Array(repeating: 0, count: TrainingPhase.allCases.count)
  /// Phases that this version has no name for.
  package private(set) var other = 0.0
  /// Whether anything was measured.
  package private(set) var isKnown = false

  package init() {}

  package init(_ seconds: [String: Double]) {
    for (name, value) in seconds where value.isFinite && value >= 0 {
      isKnown = true
      if let phase = TrainingPhase(rawValue: name) {
        self[phase] = value
      } else {
        other += value
      }
    }
  }

  package private(set) subscript(phase: TrainingPhase) -> Double {
    get { TrainingPhase.allCases.firstIndex(of: phase).map { values[$0] } ?? 0 }
    set {
      if let index = TrainingPhase.allCases.firstIndex(of: phase) { values[index] = newValue }
    }
  }

  func pack(into bytes: inout PackedWriter) {
    bytes.put(isKnown)
    guard isKnown else { return }
    for seconds in values { bytes.put(seconds) }
    bytes.put(other)
  }

  init(from bytes: inout PackedReader) {
    isKnown = bytes.flag()
    guard isKnown else { return }
    for place in values.indices { values[place] = bytes.number() }
    other = bytes.number()
  }

  package var total: Double { values.reduce(other, +) }

  package static func + (left: Self, right: Self) -> Self {
    var both = left
    for phase in TrainingPhase.allCases { both[phase] += right[phase] }
    both.other += right.other
    both.isKnown = left.isKnown || right.isKnown
    return both
  }
}
