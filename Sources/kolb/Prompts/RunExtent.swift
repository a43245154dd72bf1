import RLCore
import RunModel

/// How many replies a run asks for at the most, of whom.
struct RunExtent: Equatable {
  /// Attempts by what they are for, and reflections.
  private(set) var heldOut = 0
  private(set) var first = 0
  private(set) var second = 0
  private(set) var reflections = 0
  /// Turns of an attempt at the most.
  let turns: Int

  init(_ configuration: RunConfiguration, turns: Int) {
    self.turns = turns
    let isERL = configuration.algorithm == .erl
    let group = isERL ? configuration.erl.groupSize : configuration.rlvr.groupSize
    first = configuration.steps * configuration.promptsPerStep * group
    if configuration.evaluation.every > 0 { heldOut = configuration.evaluation.episodes }
    guard isERL else { return }
    second = first * configuration.erl.retries
    if configuration.erl.reflector.writesWords { reflections = first }
  }

  /// Replies of whoever acts.
  var acting: Int { (heldOut + first + second) * turns }

  var replies: Int { acting + reflections }

  var words: String {
    "At most \(replies) replies: \(heldOut) held-out attempts, \(first) first and \(second) "
      + "second ones of up to \(turns) turns each, \(reflections) reflections."
  }
}

extension ERLOptions.Reflector {
  /// Whether a model writes something about a failed attempt.
  fileprivate var writesWords: Bool {
    switch self {
    case .own, .frozen, .placebo, .human, .external: true
    case .oracle, .none, .blind: false
    }
  }
}
