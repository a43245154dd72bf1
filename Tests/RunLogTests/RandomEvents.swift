import RLCore
import RunModel

/// Draws events of every kind, with texts and numbers that are hard to write down.
struct RandomEvents {
  var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  mutating func next() -> LoggedEvent {
    LoggedEvent(event(), time: flag() ? time() : nil)
  }

  private mutating func event() -> RunEvent {
    switch Int.random(in: 0..<15, using: &generator) {
    case 0: .runStarted(start())
    case 1, 2: .attempt(flag() ? attempt() : probe())
    case 3: .reflection(flag() ? reflection() : judged())
    case 4:
      .memory(
        MemoryChange(
          step: integer(), change: pick(MemoryChange.Change.allCases) ?? .stored, id: integer(),
          episode: integer(), text: text(), why: reason()))
    case 5: .update(update())
    case 6: .evaluation(evaluation())
    case 7:
      .control(
        ControlRecord(
          step: integer(), action: action(), who: text(), remark: nil))
    case 12:
      .episodeFailed(
        EpisodeFailure(
          step: integer(), episode: integer(), attempt: pick(AttemptKind.allCases) ?? .first,
          reason: text()))
    case 13:
      .metrics(
        MetricsRecord(step: integer(), values: many { Scalar($0.text(), $0.number()) }))
    case 8: .checkpoint(CheckpointRecord(step: integer(), path: text(), digest: text()))
    case 9: .runFinished(step: integer())
    case 10: .asked(Question(step: integer(), episode: integer(), wait: number()))
    case 11:
      .branch(
        BranchRecord(
          number: integer(), step: integer(), episode: integer(),
          advice: pick(BranchRecord.Advice.allCases) ?? .original, text: text(),
          weights: integer()))
    default:
      flag()
        ? .runFailed(step: integer(), reason: text()) : .unknown(kind: "of tomorrow " + text())
    }
  }

  private mutating func action() -> ControlAction {
    let actions: [ControlAction] = [
      .pause, .resume, .step(pick(Order.Stride.allCases) ?? .phase), .stop, .abort, .checkpoint,
      .note(text()), .set(SettingChange(key: "k" + text(), old: text(), new: text())),
      .refused(text()), .memory(pick(MemoryOrder.Kind.allCases) ?? .pin, id: integer()),
      .timeout(episode: integer()), .other("of tomorrow " + text()),
    ]
    return pick(actions) ?? .pause
  }

  private mutating func reason() -> MemoryReason {
    let reasons: [MemoryReason] = [
      .firstSuccess, .latestSuccess(replaces: integer()), .succeeded,
      .lost(capacity: integer()), .byHand, .other("because " + text()),
    ]
    return pick(reasons) ?? .byHand
  }

  private mutating func start() -> RunStart {
    var start = RunStart(
      run: text(), kolb: text(), environment: text(), algorithm: text(), seed: integer(),
      steps: integer(), digest: text(),
      legend: many { LegendEntry(symbol: $0.text(), meaning: $0.text()) },
      randomWalk: flag() ? number() : nil, summary: text(),
      threshold: flag() ? number() : nil)
    guard flag() else { return start }
    (start.build, start.model) = (text(), text())
    (start.modelDigest, start.wording) = (text(), text())
    (start.reflector, start.reflectorDigest) = (text(), text())
    return start
  }

  private mutating func evaluation() -> EvaluationRecord {
    var record = EvaluationRecord(
      step: integer(), name: text(), successRate: number(), low: number(), high: number(),
      episodes: integer(), sequences: integer(), tokens: integer())
    record.rewards = flag() ? many { $0.number() } : nil
    return record
  }

  private mutating func attempt() -> AttemptRecord {
    var record = AttemptRecord(
      step: integer(), episode: integer(), group: integer(),
      attempt: pick(AttemptKind.allCases) ?? .first, task: text(), board: texts(),
      start: flag() ? integer() : nil, turns: many { $0.turn() }, reward: reward(),
      feedback: text(), tokens: integer(), logProbability: number(),
      reflection: flag() ? integer() : nil, flags: texts())
    record.closing = flag() ? text() : nil
    record.measure = flag() ? text() : nil
    record.retry = flag() ? integer() : nil
    return record
  }

  private mutating func turn() -> Turn {
    Turn(
      observation: text(), text: text(), action: flag() ? text() : nil, wasEffective: flag(),
      reward: reward(), outcome: pick(TurnOutcome.allCases) ?? .moved,
      position: flag() ? integer() : nil, board: flag() ? texts() : nil,
      tokens: flag() ? trace() : nil)
  }

  private mutating func probe() -> AttemptRecord {
    var record = attempt()
    record.attempt = .probe
    record.probe = pick(ProbeKind.allCases)
    record.of = flag() ? integer() : nil
    return record
  }

  private mutating func claim() -> Claim {
    let start = Int.random(in: 0..<1000, using: &generator)
    return Claim(
      pick(Claim.Kind.allCases) ?? .rule, pick(Claim.Verdict.allCases) ?? .right, about: text(),
      at: start..<(start + Int.random(in: 0..<50, using: &generator)), isShown: flag(),
      said: flag() ? ["floor", "goal"] : [], isGuess: flag())
  }

  private mutating func judged() -> ReflectionRecord {
    var record = reflection()
    record.claims = many { $0.claim() }
    record.facts = integer()
    record.isTruncated = flag()
    return record
  }

  private mutating func reflection() -> ReflectionRecord {
    ReflectionRecord(
      step: integer(), episode: integer(), id: integer(), from: flag() ? integer() : nil,
      prompt: text(), text: text(), advice: text(), parsed: flag(), tokens: integer(),
      logProbability: number(), author: text(), trace: flag() ? trace() : nil)
  }

  private mutating func trace() -> TokenTrace {
    TokenTrace(
      logProbabilities: many { $0.small() }, separate: flag() ? texts() : nil,
      ids: flag() ? many { Int32(truncatingIfNeeded: $0.generator.next()) } : nil)
  }

  /// A number of single precision, never NaN.
  private mutating func small() -> Float {
    let bits = Float(bitPattern: UInt32(truncatingIfNeeded: generator.next()))
    return pick([0, -0.0, -0.837, -1, -.infinity, bits.isNaN ? -0.1 : bits]) ?? 0
  }

  private mutating func update() -> UpdateRecord {
    var record = UpdateRecord(
      step: integer(), rows: [:], gradientNorm: number(), learningRate: number(),
      sequences: integer(), tokens: integer(), optimizerSteps: integer())
    record.routesNotRemembered = flag() ? integer() : nil
    record.routesNotDistilled = flag() ? integer() : nil
    for kind in RowKind.allCases where flag() {
      record.rows[kind] = RowStatistics(
        rows: integer(), reward: reward(), loss: number(), advantageMean: number(),
        advantageDeviation: number(), allFailedGroups: integer(), allSolvedGroups: integer(),
        groups: integer(), kl: flag() ? number() : nil, entropy: number(), clipShare: number())
      record.rows[kind]?.logRatio = flag() ? number() : nil
      record.rows[kind]?.effectiveShare = flag() ? number() : nil
      record.rows[kind]?.trainedRows = flag() ? integer() : nil
      record.rows[kind]?.trainedTokens = flag() ? integer() : nil
      record.rows[kind]?.idleFailedGroups = flag() ? integer() : nil
      record.rows[kind]?.idleSolvedGroups = flag() ? integer() : nil
      record.rows[kind]?.members = many { RowMember(episode: $0.integer(), weight: $0.number()) }
    }
    return record
  }

  private mutating func time() -> EventTime {
    var time = EventTime(elapsed: number())
    for _ in 0..<Int.random(in: 0..<4, using: &generator) { time.phases[text()] = number() }
    if flag() {
      time.usage = PolicyUsage(
        replies: integer(), readTokens: integer(), writtenTokens: integer(), money: number())
    }
    return time
  }

  private mutating func many<Element>(_ make: (inout Self) -> Element) -> [Element] {
    (0..<Int.random(in: 0..<4, using: &generator)).map { _ in make(&self) }
  }

  private mutating func texts() -> [String] { many { $0.text() } }

  private mutating func flag() -> Bool { .random(using: &generator) }

  private mutating func integer() -> Int {
    pick([0, 1, 7, 1_000_000, -1, 1 << 48, -1 << 48, .random(in: 0...9999, using: &generator)]) ?? 0
  }

  /// Finite, as in every run: the mean of both infinities is no number.
  mutating func reward() -> Double {
    let number = number()
    return number.isFinite ? number : 1
  }

  /// Never NaN, which equals nothing.
  mutating func number() -> Double {
    let bits = Double(bitPattern: generator.next())
    let usual = Double.random(in: -5...5, using: &generator)
    let numbers = [
      0, -0.0, 1, 0.1, 1.0 / 3, 1e-5, 1e22, 1e23, 9007199254740994, .infinity, -.infinity,
      .leastNonzeroMagnitude, .greatestFiniteMagnitude, usual, usual, bits.isNaN ? 0 : bits,
    ]
    return pick(numbers) ?? 0
  }

  mutating func text() -> String {
    let pieces = [
      "a", "down ", "\n", "\"", "\\", "\u{1B}[2J", "\u{0}", "\u{7F}", "\u{9B}31m", "é", "日本", "🚀",
      "\u{202E}", "{\"event\":", "\r\n", "\t", "/", "\u{2028}", "\u{FFFD}", "e\u{301}",
    ]
    return (0..<Int.random(in: 0..<6, using: &generator)).compactMap { _ in pick(pieces) }.joined()
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.randomElement(using: &generator)
  }
}
