import RLCore

/// What must be remembered of a step until it is over, and no longer.
struct OpenStep: Sendable, Equatable {
  /// By episode.
  var firsts: [Int: AttemptTrace] = [:]
  var trigrams: [Int: Trigrams] = [:]
  /// How many words each reflection has of which nobody counted the tokens.
  var words: [Int: Int] = [:]
  /// The memory entry that each reflection started from, by the reflection's number.
  var origins: [Int: Int] = [:]
  /// The reflection that each second attempt was told, by episode: not always the episode's own.
  var told: [Int: Int] = [:]
  /// What was judged of reflections, by episode.
  var judged: [Int: JudgedText] = [:]
  /// By the episode that they are about.
  var probes: [Int: [Probe]] = [:]
  /// Held-out tasks without a reflection, by their names.
  var bases: [String: [Double]] = [:]

  struct Probe: Sendable, Equatable {
    var kind: ProbeKind
    var task: String
    var reward: Double
    /// Whether a blind retry is also the attempt with an empty reflection.
    var isEmpty: Bool
  }

  /// A reflection's advice and the claims of its text.
  struct JudgedText: Sendable, Equatable {
    var advice: String
    var claims: [Claim]
    /// Whether the claims stand in the advice where they stand in the text.
    var isVerbatim: Bool
  }

  mutating func add(_ attempt: AttemptDigest) {
    guard let kind = attempt.probe, attempt.reward.isFinite else { return }
    if kind == .base {
      bases[attempt.task, default: []].append(attempt.reward)
    } else {
      probes[attempt.episode, default: []].append(
        Probe(
          kind: kind, task: attempt.task, reward: attempt.reward,
          isEmpty: attempt.flags.contains(AttemptRecord.emptyFlag)))
    }
  }

  /// The mean reward of an episode's probes of a kind.
  func mean(_ kind: ProbeKind, of episode: Int) -> Double? {
    let rewards = probes[episode, default: []].filter {
      $0.kind == kind || (kind == .empty && $0.kind == .blind && $0.isEmpty)
    }.map(\.reward)
    return rewards.isEmpty ? nil : rewards.reduce(0, +) / Double(rewards.count)
  }

  /// With the reflection minus without, on each held-out task that was tried both ways.
  func transfers(of episode: Int) -> [Double] {
    probes[episode, default: []].filter { $0.kind == .transfer }.compactMap { probe in
      bases[probe.task].map { probe.reward - $0.reduce(0, +) / Double($0.count) }
    }
  }
}

extension AttemptRecord {
  /// Says of a blind retry that an empty reflection would have asked for the very same.
  package static let emptyFlag = "as empty"
}
