import RLCore

/// Everything that is known of a run at one moment: the fold of its events.
///
/// Changes only in `apply`, which never throws and never looks at a clock, a file or a random
/// number, so the same events give the same state wherever and however often they are read.
/// Numbers are kept in full; words only of the latest episodes (`recent`).
package struct RunState: Sendable, Equatable {
  package enum Status: Sendable, Equatable {
    case waiting
    case running
    case paused
    case finished(step: Int)
    case failed(step: Int, reason: String)
    /// Ended by somebody before its last step.
    case stopped(step: Int)
  }

  /// The rewards at which an attempt counts as solved: τ, and what else was changed on the way.
  package internal(set) var settings: SettingsInForce

  package internal(set) var start: RunStart?
  package internal(set) var status = Status.waiting
  package internal(set) var episodes = EpisodeIndex()
  package internal(set) var steps = PackedSeries<StepRecord>()
  package internal(set) var evaluations = Series<EvaluationPoint>()
  package internal(set) var memory = MemoryLedger()
  /// What the trainer gave names of its own.
  package internal(set) var scalars = ScalarLedger()
  package internal(set) var controls = Series<ControlRecord>()
  /// What a person is asked for and has not answered.
  package internal(set) var question: Question?
  package internal(set) var checkpoints = Series<CheckpointRecord>()
  package internal(set) var recent = RecentTexts()
  /// Events folded so far.
  package internal(set) var eventCount = 0
  /// Attempts that measured something and were not learnt from.
  package internal(set) var probes = 0
  /// Attempts of evaluations that were logged in full.
  package internal(set) var evaluationAttempts = 0
  /// Attempts that their world broke off, and the latest of them.
  package internal(set) var failedEpisodes = 0
  package internal(set) var latestFailure: EpisodeFailure?
  /// Events of kinds that a newer Kolb wrote.
  package internal(set) var unknownEvents = 0
  /// Seconds since the run began, pauses left out, at the latest event that had a time.
  package internal(set) var elapsed: Double?
  /// What servers were asked for; `nil` where none was.
  package internal(set) var usage: PolicyUsage?
  /// The latest words of reflections, as hashes, to tell what is said again.
  var recentReflections: [UInt64] = []
  /// Their trigrams, to tell what is said almost again.
  var recentTrigrams = RecentReflections()
  /// What must be remembered until the step is over.
  var open = OpenStep()
  /// Of the latest record of a step, and the smallest of those that are not closed; asked for with
  /// every event.
  var lastStep: Int?
  var firstOpenStep: Int?
  var rulesBySubject: [String: RuleCheck] = [:]
  /// Over the closed steps; `nil` where one of them changed after it was closed, which makes them be
  /// added up anew whenever they are asked for.
  var keptTotals: Stowed<StepTotals>? = Stowed(StepTotals())

  package init(threshold: Double = 1) {
    settings = SettingsInForce(threshold: threshold)
  }

  /// Keeps in a store instead of in memory what does not change any more.
  mutating func keep(in store: (any PackedStore)?) {
    episodes.store = store
    steps.store = store
    memory.store = store
  }

  /// How many records are objects in memory: those of the steps under way, and the latest texts of
  /// the memory, however long the run is.
  var unpacked: Int { episodes.records.unpacked + steps.unpacked + memory.entries.unpacked }

  /// τ as it is now.
  package var threshold: Double { settings.threshold }

  /// τ as it was when an episode was played.
  package func threshold(of episode: EpisodeRecord) -> Double {
    settings.threshold(atStep: episode.step)
  }

  /// Keeps as bytes what is in memory only because it was late when this was the latest moment.
  mutating func packMemory() { memory.packAll() }

  /// Whether nothing has to be remembered until a step is over.
  var isBetweenSteps: Bool { open == OpenStep() }

  /// The same without words, which is small enough to keep many of.
  package var withoutTexts: RunState {
    var state = self
    state.recent = RecentTexts()
    return state
  }

  /// The same without what a later moment holds too: words, and numbers that say when they came.
  var withoutRetold: RunState {
    var state = withoutTexts
    state.scalars = ScalarLedger()
    return state
  }

  var isToLookAt: Bool { recentReflections.isEmpty && recentTrigrams == RecentReflections() }

  /// The same without words and without what only serves to go on from here.
  var toLookAt: RunState {
    var state = withoutTexts
    state.recentReflections = []
    state.recentTrigrams = RecentReflections()
    state.episodes.forgetMeanings()
    state.keptTotals?.stow()
    state.memory.stow()
    return state
  }

  /// Has in common with a later moment what is the same in both.
  mutating func share(with later: RunState) {
    steps.shareTail(with: later.steps)
    episodes.share(with: later.episodes)
  }
}

extension RunState: CustomStringConvertible {
  package var description: String {
    "run '\(start?.run ?? "")' after \(eventCount) events: \(status), step \(step ?? 0), "
      + "\(episodes.count) episodes"
  }
}

/// An evaluation with where in the run it was made.
package struct EvaluationPoint: Sendable, Equatable {
  package var record: EvaluationRecord
  package var elapsed: Double?
}
