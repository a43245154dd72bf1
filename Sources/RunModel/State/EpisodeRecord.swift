/// What is kept of every episode of a run: its numbers and where its texts are.
package struct EpisodeRecord: Sendable, Equatable {
  /// One attempt in numbers.
  package struct Attempt: Sendable, Equatable {
    /// Of several second attempts their mean; all else is of the first of them.
    package var reward: Double
    package var turns: Int
    package var tokens: Int
    package var flags: Int
    /// Where its line begins in the log, if it came from one.
    package var offset: Int?
  }

  /// The reflection in numbers.
  package struct Reflection: Sendable, Equatable {
    package var id: Int
    /// The memory entry that it started from.
    package var memory: Int?
    package var tokens: Int
    /// Tells its words from others'.
    package var words: UInt64 = 0
    package var parsed: Bool
    /// Whether the same words were written shortly before.
    package var isRepeated: Bool
    /// What it claims about the legend's symbols, checked against the truth.
    package var rules: RuleCheck
    /// What its judged claims come to; `nil` in logs that judged none.
    package var claims: ClaimCounts?
    /// What it says, whatever its words; `nil` where nobody can tell.
    package var meaning: Meaning?
    /// Where `EpisodeRecords` keeps what it says.
    var meaningPlace: Int?
    /// 1 - the largest overlap of its trigrams with the latest reflections'.
    package var novelty: Double?
    /// Whether it ran into the limit of tokens.
    package var isTruncated = false
    /// The recent reflection that it is most like.
    package var nearest: Int?
    package var offset: Int?
  }

  package var id: Int
  package var step: Int
  package var group: Int
  package var task: String
  package var first: Attempt?
  package var reflection: Reflection?
  package var second: Attempt?
  /// What the second attempts earned, one after another, and the tokens of all of them.
  package private(set) var retries = MeanReward()
  package private(set) var retryTokens = 0
  /// The memory entry that the reflection started from which the second attempt was told; under a
  /// placebo that is not the episode's own reflection.
  package var toldMemory: Int?
  /// How the second attempt differs from the first.
  package var change: AttemptChange?
  /// Remarks on the attempts and who wrote the reflection: bits of `EpisodeIndex.tags`.
  var tags: UInt64 = 0

  package init(id: Int, step: Int, group: Int, task: String) {
    self.id = id
    self.step = step
    self.group = group
    self.task = task
  }
}

extension EpisodeRecord {
  /// Takes over what the second attempts had come to.
  mutating func restore(retries: MeanReward, tokens: Int) {
    self.retries = retries
    retryTokens = tokens
  }

  /// Takes a second attempt in; one that is not told apart by a number is the only one.
  mutating func take(second attempt: Attempt, number: Int?) {
    if number == nil { (retries, retryTokens) = (MeanReward(), 0) }
    retries.add(attempt.reward)
    retryTokens &+= attempt.tokens
    if number == nil || second == nil { second = attempt }
    second?.reward = retries.value ?? attempt.reward
  }

  /// What the second attempt made of the first; of several, their mean reward counts.
  package enum Outcome: String, Sendable, CaseIterable {
    /// The first attempt solved it and nothing followed.
    case solved
    /// Failed, and not attempted again (yet).
    case failed
    case fixed
    case unchanged
    /// Solved first and failed after its reflection; only without the gate.
    case broken
    case kept
  }

  /// How the episode came out, or `nil` before its first attempt is over.
  ///
  /// `threshold` is the reward τ at which an attempt counts as solved.
  package func outcome(threshold: Double) -> Outcome? {
    guard let first else { return nil }
    let wasSolved = first.reward >= threshold
    guard let second else { return wasSolved ? .solved : .failed }
    return switch (wasSolved, second.reward >= threshold) {
    case (false, true): .fixed
    case (false, false): .unchanged
    case (true, false): .broken
    case (true, true): .kept
    }
  }

  /// Where the lines of its events begin, in their order.
  package var offsets: [Int] {
    [first?.offset, reflection?.offset, second?.offset].compactMap { $0 }
  }
}
