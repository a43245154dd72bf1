import RLCore
import RunModel

/// The events of a run that looks like a real one.
///
/// First attempts begin at the floor, reflections name what they saw, a memory carries them on,
/// curves rise. The same seed gives the same events.
package struct SyntheticRun {
  package var events: [LoggedEvent] = []

  private let prompts: Int
  private let groupSize: Int
  private let hasReflections: Bool
  private var generator: SeededGenerator
  private var episode = 0
  private var group = 0
  private var reflection = 0
  private var memory: (id: Int, text: String)?
  private var elapsed = 0.0
  private var sequences = 0
  private var tokens = 0
  private var phases: [String: Double] = [:]

  package static let legend = [
    ("A", "player"), ("B", "goal"), ("C", "hole"), ("D", "safe"), ("E", "hole"), ("F", "safe"),
  ].map { LegendEntry(symbol: $0.0, meaning: $0.1) }

  package init(
    seed: UInt64 = 1, steps: Int = 20, of total: Int? = nil, prompts: Int = 4, groupSize: Int = 4,
    algorithm: String = "erl", finishes: Bool = false
  ) {
    self.prompts = prompts
    self.groupSize = groupSize
    hasReflections = algorithm == "erl"
    generator = SeededGenerator(seed: seed)
    log(
      .runStarted(
        RunStart(
          run: "synthetic-\(seed)", kolb: "1.0", environment: "frozenlake", algorithm: algorithm,
          seed: Int(seed), steps: total ?? steps, digest: "9f3a61c2", legend: Self.legend,
          randomWalk: 0.06, summary: "self-reflection · slot memory · gate < 1")))
    evaluate(step: 0, of: steps)
    for step in stride(from: 1, through: steps, by: 1) { train(step: step, of: steps) }
    if finishes { log(.runFinished(step: steps)) }
  }

  private mutating func log(_ event: RunEvent, phases: [String: Double] = [:]) {
    events.append(LoggedEvent(event, time: EventTime(elapsed: elapsed, phases: phases)))
  }

  private mutating func spend(_ seconds: Double, on phase: String) {
    let noisy = seconds * (0.8 + 0.4 * Double(generator.uniform()))
    elapsed += noisy
    phases[phase, default: 0] += noisy
  }

  private static func skill(_ step: Int, of steps: Int) -> Double {
    let part = Double(step) / Double(max(20, steps))
    return 0.08 + 0.86 * part / (part + 0.28)
  }

  private mutating func evaluate(step: Int, of steps: Int) {
    spend(0.4, on: "evaluation")
    for (name, offset) in [("heldout", -0.05), ("permuted", -0.45)] {
      let rate = max(0, min(1, Self.skill(step, of: steps) + offset + noise(0.03)))
      let solved = Int((rate * 200).rounded())
      guard let interval = Interval.wilson(successes: solved, of: 200) else { continue }
      log(
        .evaluation(
          EvaluationRecord(
            step: step, name: name, successRate: Double(solved) / 200, low: interval.low,
            high: interval.high, episodes: 200, sequences: sequences, tokens: tokens)))
    }
  }

  private mutating func noise(_ size: Double) -> Double {
    (Double(generator.uniform()) * 2 - 1) * size
  }

  private mutating func train(step: Int, of steps: Int) {
    phases = [:]
    let skill = Self.skill(step, of: steps)
    var rewards: [RowKind: [[Double]]] = [:]
    for prompt in 0..<prompts {
      group += 1
      let board = SyntheticBoard(generator: &generator)
      var firsts: [Double] = []
      var seconds: [Double] = []
      for _ in 0..<groupSize {
        episode += 1
        let first = attempt(
          on: board, kind: .first, step: step, prompt: prompt, skill: skill, reflection: nil)
        firsts.append(first.reward)
        guard hasReflections, first.reward < 1 else { continue }
        seconds.append(reflectAndRetry(first, on: board, step: step, prompt: prompt, skill: skill))
      }
      rewards[.first, default: []].append(firsts)
      guard !seconds.isEmpty else { continue }
      rewards[.reflection, default: []].append(seconds)
      rewards[.second, default: []].append(seconds)
      rewards[.distilled, default: []].append(seconds.filter { $0 > 0 })
    }
    spend(0.3, on: "update")
    log(.update(update(step: step, of: steps, rewards: rewards)), phases: phases)
    if step % 5 == 0 { evaluate(step: step, of: steps) }
    if step % 10 == 0 {
      log(
        .checkpoint(
          CheckpointRecord(step: step, path: "checkpoints/step-\(step)", digest: "c0ffee")))
    }
  }

  private mutating func reflectAndRetry(
    _ first: AttemptRecord, on board: SyntheticBoard, step: Int, prompt: Int, skill: Double
  ) -> Double {
    reflection += 1
    let id = reflection
    let cause = first.turns.last?.outcome == .failed ? "C died" : "timeout"
    let wrong = generator.uniform() < 0.25
    let text =
      "\(cause) A player B \(wrong ? "safe" : "goal") C hole D safe E "
      + "\(generator.uniform() < 0.4 ? "unknown" : "hole") F safe"
    spend(0.012, on: "reflection")
    let parsed = generator.uniform() > 0.04
    tokens += 14
    sequences += 1
    log(
      .reflection(
        ReflectionRecord(
          step: step, episode: episode, id: id, from: memory?.id,
          prompt: "memory: \(memory?.text ?? "none") reflect:", text: text,
          advice: parsed ? String(text.dropFirst(cause.count + 1)) : "", parsed: parsed,
          tokens: 14, logProbability: -0.4, author: "self", trace: Self.trace(of: text))))
    let help = wrong || !parsed ? 0.05 : 0.35
    let second = attempt(
      on: board, kind: .second, step: step, prompt: prompt, skill: min(0.97, skill + help),
      reflection: id)
    if second.reward >= 1 {
      let change: MemoryChange.Change = memory == nil ? .stored : .replaced
      log(
        .memory(
          MemoryChange(
            step: step, change: change, id: id, episode: episode, text: text,
            why: .other("second attempt reached 1"))))
      memory = (id, text)
    }
    return second.reward
  }

  private mutating func attempt(
    on board: SyntheticBoard, kind: AttemptKind, step: Int, prompt: Int, skill: Double,
    reflection: Int?
  ) -> AttemptRecord {
    var turns = [
      Turn(
        observation: "rules: none grid: B a4 C a1", text: "target: B a4", action: nil,
        wasEffective: false, reward: 0, outcome: .planned, position: board.start,
        tokens: Self.trace(of: "target: B a4"))
    ]
    var position = board.start
    for number in 1...SyntheticBoard.budget {
      let turn = move(from: position, on: board, skill: skill, isLast: number == 8)
      turns.append(turn)
      position = turn.position ?? position
      if turn.outcome != .moved && turn.outcome != .blocked { break }
    }
    let outcome = turns.last?.outcome ?? .invalid
    spend(0.01, on: kind == .first ? "first" : "second")
    tokens += turns.count * 3
    sequences += 1
    let record = AttemptRecord(
      step: step, episode: episode, group: group, attempt: kind,
      task: "train-\(step * prompts + prompt)", board: board.rows, start: board.start,
      turns: turns, reward: outcome == .solved ? 1 : 0,
      feedback: outcome == .solved
        ? "The agent reached the goal."
        : outcome == .failed ? "The agent fell into the hole." : "Hit the max step limit.",
      tokens: turns.count * 3, logProbability: -0.7, reflection: reflection,
      flags: outcome == .exhausted ? ["truncated"] : [])
    log(.attempt(record))
    return record
  }

  private mutating func move(
    from position: Int, on board: SyntheticBoard, skill: Double, isLast: Bool
  ) -> Turn {
    let chosen =
      Double(generator.uniform()) < skill
      ? board.bestMove(from: position) : Int.random(in: 0..<4, using: &generator)
    let next = board.neighbour(of: position, chosen)
    let tile = board.tile(next ?? position)
    var outcome: TurnOutcome = next == nil ? .blocked : .moved
    if tile == "B" { outcome = .solved }
    if tile == "C" || tile == "E" { outcome = .failed }
    if isLast, outcome == .moved || outcome == .blocked { outcome = .exhausted }
    return Turn(
      observation: "play: \(tile) up C right D down D left edge",
      text: SyntheticBoard.moves[chosen].name, action: SyntheticBoard.moves[chosen].name,
      wasEffective: next != nil, reward: outcome == .solved ? 1 : 0, outcome: outcome,
      position: next ?? position, tokens: Self.trace(of: SyntheticBoard.moves[chosen].name))
  }

  /// Each word a token, likely or not by its place and length.
  private static func trace(of text: String) -> TokenTrace {
    let words = text.split(separator: " ")
    return TokenTrace(
      logProbabilities: words.enumerated().map { -Float(($0 * 7 + $1.count * 5) % 31) / 10 })
  }

  private mutating func update(
    step: Int, of steps: Int, rewards: [RowKind: [[Double]]]
  ) -> UpdateRecord {
    let part = Double(step) / Double(max(20, steps))
    var rows: [RowKind: RowStatistics] = [:]
    for (kind, groups) in rewards.sorted(by: { $0.key < $1.key }) {
      let all = groups.flatMap { $0 }
      guard !all.isEmpty else { continue }
      rows[kind] = RowStatistics(
        rows: all.count, reward: all.reduce(0, +) / Double(all.count),
        loss: 0.4 - 0.3 * part + noise(0.08), advantageMean: noise(0.02),
        advantageDeviation: 0.9 + noise(0.1),
        allFailedGroups: groups.count { $0.allSatisfy { $0 < 1 } },
        allSolvedGroups: groups.count { !$0.isEmpty && $0.allSatisfy { $0 >= 1 } },
        groups: groups.count, kl: kind == .distilled ? nil : 0.002 + 0.03 * part + noise(0.002),
        entropy: 1.4 - 0.8 * part + noise(0.06), clipShare: max(0, 0.04 + noise(0.03)))
    }
    return UpdateRecord(
      step: step, rows: rows, gradientNorm: 0.8 + noise(0.3) + (step == 13 ? 2 : 0),
      learningRate: 1e-3, sequences: sequences, tokens: tokens,
      optimizerSteps: step * 2)
  }
}
