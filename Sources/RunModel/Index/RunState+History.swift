import Basics
import RLCore

/// A moment of a run in bytes, between two training steps and without words.
///
/// What is only appended to stands once for all moments of a run; of it a moment keeps how much
/// there was.
extension RunState {
  func write(to history: inout HistoryWriter) {
    history.put(start.map(RunEvent.runStarted))
    history.put(question.map(RunEvent.asked))
    history.put(latestFailure.map(RunEvent.episodeFailed))
    settings.pack(into: &history.values)
    status.pack(into: &history.values)
    episodes.write(to: &history)
    history.put(steps)
    memory.write(to: &history)
    history.values.put(
      list: [
        evaluations.count, controls.count, checkpoints.count, eventCount, probes,
        evaluationAttempts, failedEpisodes, unknownEvents,
      ]
    ) { $0.put($1) }
    history.values.put(elapsed)
    history.values.put(list: usage.map { [$0] } ?? []) { bytes, usage in
      bytes.put(usage.replies)
      bytes.put(usage.readTokens)
      bytes.put(usage.writtenTokens)
      bytes.put(usage.money)
    }
    history.values.put(list: recentReflections) { $0.put(bits: $1) }
    recentTrigrams.pack(into: &history.values)
    history.values.put(list: rulesBySubject.sorted { $0.key < $1.key }) { bytes, rule in
      bytes.put(rule.key)
      rule.value.pack(into: &bytes)
    }
    history.values.put(lastStep)
    history.values.put(firstOpenStep)
    history.values.put(list: keptTotals.map { [$0.value] } ?? []) { $1.pack(into: &$0) }
  }

  /// `whole` are the series of the latest moment, of which this one has the beginnings; `nil` for
  /// bytes that are no moment.
  init?(from history: inout HistoryReader, of whole: HistorySeries) {
    self.init()
    if case .runStarted(let start) = history.event() { self.start = start }
    if case .asked(let question) = history.event() { self.question = question }
    if case .episodeFailed(let failure) = history.event() { latestFailure = failure }
    settings = SettingsInForce(from: &history.values)
    status = Status(from: &history.values)
    episodes = EpisodeIndex(from: &history)
    steps = history.series()
    memory = MemoryLedger(from: &history)
    let counts = history.values.list { $0.integer() }
    guard counts.count == 8, let evaluations = whole.evaluations.beginning(counts[0]),
      let controls = whole.controls.beginning(counts[1]),
      let checkpoints = whole.checkpoints.beginning(counts[2])
    else { return nil }
    self.evaluations = evaluations
    self.controls = controls
    self.checkpoints = checkpoints
    (eventCount, probes, evaluationAttempts) = (counts[3], counts[4], counts[5])
    (failedEpisodes, unknownEvents) = (counts[6], counts[7])
    elapsed = history.values.optionalNumber()
    usage =
      history.values.list {
        PolicyUsage(
          replies: $0.integer(), readTokens: $0.integer(), writtenTokens: $0.integer(),
          money: $0.number())
      }.first
    recentReflections = history.values.list { $0.bits() }
    recentTrigrams = RecentReflections(from: &history.values)
    let rules = history.values.list { ($0.text(), RuleCheck(from: &$0)) }
    rulesBySubject = Dictionary(rules) { $1 }
    lastStep = history.values.optionalInteger()
    firstOpenStep = history.values.optionalInteger()
    keptTotals = history.values.list { Stowed(StepTotals(from: &$0)) }.first
    guard !history.values.isDamaged else { return nil }
  }
}

extension RunState.Status {
  fileprivate func pack(into bytes: inout PackedWriter) {
    switch self {
    case .waiting: bytes.put(byte: 0)
    case .running: bytes.put(byte: 1)
    case .paused: bytes.put(byte: 2)
    case .finished(let step):
      bytes.put(byte: 3)
      bytes.put(step)
    case .failed(let step, let reason):
      bytes.put(byte: 4)
      bytes.put(step)
      bytes.put(reason)
    case .stopped(let step):
      bytes.put(byte: 5)
      bytes.put(step)
    }
  }

  fileprivate init(from bytes: inout PackedReader) {
    switch bytes.byte() {
    case 1: self = .running
    case 2: self = .paused
    case 3: self = .finished(step: bytes.integer())
    case 4: self = .failed(step: bytes.integer(), reason: bytes.text())
    case 5: self = .stopped(step: bytes.integer())
    default: self = .waiting
    }
  }
}
