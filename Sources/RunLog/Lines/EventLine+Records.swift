import RLCore
import RunModel

/// The keys of an attempt and of a reflection.
extension EventLine {
  static func attempt(_ fields: inout EventFields) throws(EventLineProblem) -> AttemptRecord {
    var step: Int?
    var episode: Int?
    var record = AttemptRecord(
      step: 0, episode: 0, group: 0, attempt: .first, task: "", board: [], start: nil, turns: [],
      reward: 0, feedback: "", tokens: 0, logProbability: 0)
    while let key = try fields.next() {
      switch key {
      case "step": step = try fields.json.integer()
      case "episode": episode = try fields.json.integer()
      case "group": record.group = try fields.json.integer()
      case "attempt":
        record.attempt = try fields.json.word(AttemptKind.self) ?? record.attempt
      case "task": record.task = try fields.json.string()
      case "board": record.board = try fields.json.strings()
      case "start": record.start = try fields.json.integer()
      case "turns": record.turns = try fields.json.list(turn)
      case "closing": record.closing = try fields.json.string()
      case "measure": record.measure = try fields.json.string()
      case "reward": record.reward = try fields.json.number()
      case "feedback": record.feedback = try fields.json.string()
      case "tokens": record.tokens = try fields.json.integer()
      case "logprob": record.logProbability = try fields.json.number()
      case "reflection": record.reflection = try fields.json.integer()
      case "flags": record.flags = try fields.json.strings()
      case "probe": record.probe = try fields.json.word(ProbeKind.self)
      case "of": record.of = try fields.json.integer()
      case "branch": record.branch = try fields.json.integer()
      default: try fields.json.skipValue()
      }
    }
    record.step = try fields.require(step, "step")
    record.episode = try fields.require(episode, "episode")
    return record
  }

  private static func turn(_ json: inout JSONReader) throws(EventLineProblem) -> Turn {
    var turn = Turn(
      observation: "", text: "", action: nil, wasEffective: true, reward: 0, outcome: .moved,
      position: nil)
    var logs: [Float]?
    var pieces: [String]?
    var ids: [Int32]?
    var object = try json.beginObject()
    while let key = try json.nextKey(in: &object) {
      if json.null() { continue }
      switch key {
      case "observation": turn.observation = try json.string()
      case "text": turn.text = try json.string()
      case "action": turn.action = try json.string()
      case "effective": turn.wasEffective = try json.flag()
      case "reward": turn.reward = try json.number()
      case "outcome": turn.outcome = try json.word(TurnOutcome.self) ?? turn.outcome
      case "at": turn.position = try json.integer()
      case "board": turn.board = try json.strings()
      case "logps": logs = try json.floats()
      case "pieces": pieces = try json.strings()
      case "ids": ids = try json.tokens()
      default: try json.skipValue()
      }
    }
    turn.tokens = logs.map { TokenTrace(logProbabilities: $0, separate: pieces, ids: ids) }
    return turn
  }

  static func reflection(
    _ fields: inout EventFields
  ) throws(EventLineProblem) -> ReflectionRecord {
    var step: Int?
    var episode: Int?
    var record = ReflectionRecord(
      step: 0, episode: 0, id: 0, from: nil, saw: "", text: "", advice: "", parsed: false,
      tokens: 0, logProbability: 0, author: "")
    var logs: [Float]?
    var pieces: [String]?
    var ids: [Int32]?
    while let key = try fields.next() {
      switch key {
      case "step": step = try fields.json.integer()
      case "episode": episode = try fields.json.integer()
      case "id": record.id = try fields.json.integer()
      case "from": record.from = try fields.json.integer()
      case "saw": record.saw = try fields.json.string()
      case "text": record.text = try fields.json.string()
      case "advice": record.advice = try fields.json.string()
      case "parsed": record.parsed = try fields.json.flag()
      case "tokens": record.tokens = try fields.json.integer()
      case "logprob": record.logProbability = try fields.json.number()
      case "author": record.author = try fields.json.string()
      case "logps": logs = try fields.json.floats()
      case "pieces": pieces = try fields.json.strings()
      case "ids": ids = try fields.json.tokens()
      case "truncated": record.isTruncated = try fields.json.flag()
      case "facts": record.facts = try fields.json.integer()
      case "claims": record.claims = try fields.json.list(claim).compactMap { $0 }
      default: try fields.json.skipValue()
      }
    }
    record.trace = logs.map { TokenTrace(logProbabilities: $0, separate: pieces, ids: ids) }
    record.step = try fields.require(step, "step")
    record.episode = try fields.require(episode, "episode")
    return record
  }

  /// A claim, or `nil` where its words or its place are not understood.
  private static func claim(_ json: inout JSONReader) throws(EventLineProblem) -> Claim? {
    var kind: Claim.Kind?
    var verdict: Claim.Verdict?
    var subject = ""
    var ends: [Int] = []
    var isShown = false
    var object = try json.beginObject()
    while let key = try json.nextKey(in: &object) {
      if json.null() { continue }
      switch key {
      case "kind": kind = Claim.Kind(rawValue: try json.string())
      case "verdict": verdict = Claim.Verdict(rawValue: try json.string())
      case "about": subject = try json.string()
      case "at": ends = try json.list { json throws(EventLineProblem) in try json.integer() }
      case "shown": isShown = try json.flag()
      default: try json.skipValue()
      }
    }
    guard let kind, let verdict, ends.count == 2, ends[0] >= 0, ends[0] <= ends[1] else {
      return nil
    }
    return Claim(kind, verdict, about: subject, at: ends[0]..<ends[1], isShown: isShown)
  }

  static func memoryChange(_ fields: inout EventFields) throws(EventLineProblem) -> MemoryChange {
    var step: Int?
    var change = MemoryChange(
      step: 0, change: .stored, id: 0, episode: 0, text: "", why: .other(""))
    while let key = try fields.next() {
      switch key {
      case "step": step = try fields.json.integer()
      case "change":
        change.change = try fields.json.word(MemoryChange.Change.self) ?? change.change
      case "id": change.id = try fields.json.integer()
      case "episode": change.episode = try fields.json.integer()
      case "text": change.text = try fields.json.string()
      case "why": change.why = MemoryReason(text: try fields.json.string())
      default: try fields.json.skipValue()
      }
    }
    change.step = try fields.require(step, "step")
    return change
  }
}

/// The keys of an update and of an evaluation.
extension EventLine {
  static func update(_ fields: inout EventFields) throws(EventLineProblem) -> UpdateRecord {
    var step: Int?
    var record = UpdateRecord(
      step: 0, rows: [:], gradientNorm: 0, learningRate: 0, sequences: 0, tokens: 0,
      optimizerSteps: 0)
    while let key = try fields.next() {
      switch key {
      case "step": step = try fields.json.integer()
      case "rows":
        for (name, statistics) in try fields.json.object(rowStatistics) {
          // A row type that only a newer Kolb has leaves the others as they are.
          if let kind = RowKind(rawValue: name) { record.rows[kind] = statistics }
        }
      case "gradient_norm": record.gradientNorm = try fields.json.number()
      case "learning_rate": record.learningRate = try fields.json.number()
      case "sequences": record.sequences = try fields.json.integer()
      case "tokens": record.tokens = try fields.json.integer()
      case "optimizer_steps": record.optimizerSteps = try fields.json.integer()
      default: try fields.json.skipValue()
      }
    }
    record.step = try fields.require(step, "step")
    return record
  }

  private static func rowStatistics(
    _ json: inout JSONReader
  ) throws(EventLineProblem) -> RowStatistics {
    var statistics = RowStatistics(
      rows: 0, reward: 0, loss: 0, advantageMean: 0, advantageDeviation: 0, allFailedGroups: 0,
      allSolvedGroups: 0, groups: 0, kl: nil, entropy: 0, clipShare: 0)
    var episodes: [Int] = []
    var weights: [Double] = []
    var object = try json.beginObject()
    while let key = try json.nextKey(in: &object) {
      if json.null() { continue }
      switch key {
      case "rows": statistics.rows = try json.integer()
      case "reward": statistics.reward = try json.number()
      case "loss": statistics.loss = try json.number()
      case "advantage_mean": statistics.advantageMean = try json.number()
      case "advantage_deviation": statistics.advantageDeviation = try json.number()
      case "all_failed_groups": statistics.allFailedGroups = try json.integer()
      case "all_solved_groups": statistics.allSolvedGroups = try json.integer()
      case "groups": statistics.groups = try json.integer()
      case "kl": statistics.kl = try json.number()
      case "entropy": statistics.entropy = try json.number()
      case "clip_share": statistics.clipShare = try json.number()
      case "log_ratio": statistics.logRatio = try json.number()
      case "effective_share": statistics.effectiveShare = try json.number()
      case "trained_rows": statistics.trainedRows = try json.integer()
      case "trained_tokens": statistics.trainedTokens = try json.integer()
      case "idle_failed_groups": statistics.idleFailedGroups = try json.integer()
      case "idle_solved_groups": statistics.idleSolvedGroups = try json.integer()
      case "episodes":
        episodes = try json.list { json throws(EventLineProblem) in try json.integer() }
      case "weights":
        weights = try json.list { json throws(EventLineProblem) in try json.number() }
      default: try json.skipValue()
      }
    }
    statistics.members = zip(episodes, weights).map { RowMember(episode: $0, weight: $1) }
    return statistics
  }

  static func evaluation(_ fields: inout EventFields) throws(EventLineProblem) -> EvaluationRecord {
    var step: Int?
    var record = EvaluationRecord(
      step: 0, name: "", successRate: 0, low: 0, high: 0, episodes: 0, sequences: 0, tokens: 0)
    while let key = try fields.next() {
      switch key {
      case "step": step = try fields.json.integer()
      case "name": record.name = try fields.json.string()
      case "success_rate": record.successRate = try fields.json.number()
      case "low": record.low = try fields.json.number()
      case "high": record.high = try fields.json.number()
      case "episodes": record.episodes = try fields.json.integer()
      case "sequences": record.sequences = try fields.json.integer()
      case "tokens": record.tokens = try fields.json.integer()
      case "rewards":
        record.rewards = try fields.json.list { json throws(EventLineProblem) in
          try json.number()
        }
      default: try fields.json.skipValue()
      }
    }
    record.step = try fields.require(step, "step")
    return record
  }
}

/// The keys of what frames a run.
extension EventLine {
  static func runStart(_ fields: inout EventFields) throws(EventLineProblem) -> RunStart {
    var start = RunStart(
      run: "", kolb: "", environment: "", algorithm: "", seed: 0, steps: 0, digest: "", legend: [])
    while let key = try fields.next() {
      switch key {
      case "schema": start.schema = try fields.json.integer()
      case "run": start.run = try fields.json.string()
      case "kolb": start.kolb = try fields.json.string()
      case "environment": start.environment = try fields.json.string()
      case "algorithm": start.algorithm = try fields.json.string()
      case "seed": start.seed = try fields.json.anyInteger()
      case "steps": start.steps = try fields.json.integer()
      case "digest": start.digest = try fields.json.string()
      case "legend": start.legend = try fields.json.list(legendEntry)
      case "random_walk": start.randomWalk = try fields.json.number()
      case "summary": start.summary = try fields.json.string()
      case "threshold": start.threshold = try fields.json.number()
      case "build": start.build = try fields.json.string()
      case "model": start.model = try fields.json.string()
      case "model_digest": start.modelDigest = try fields.json.string()
      case "wording": start.wording = try fields.json.string()
      default: try fields.json.skipValue()
      }
    }
    return start
  }

  private static func legendEntry(_ json: inout JSONReader) throws(EventLineProblem) -> LegendEntry
  {
    var entry = LegendEntry(symbol: "", meaning: "")
    var role: TileRole?
    var sign: Character?
    var object = try json.beginObject()
    while let key = try json.nextKey(in: &object) {
      if json.null() { continue }
      switch key {
      case "symbol": entry.symbol = try json.string()
      case "meaning": entry.meaning = try json.string()
      case "role": role = TileRole(rawValue: try json.string()) ?? .other
      case "sign": sign = try json.string().first
      default: try json.skipValue()
      }
    }
    if let role { entry.look = TileLook(role, sign: sign) }
    return entry
  }

  static func control(_ fields: inout EventFields) throws(EventLineProblem) -> ControlRecord {
    var step: Int?
    var (action, detail, who) = ("", "", "")
    var episode: Int?
    var setting = SettingChange(key: "", old: "", new: "")
    while let key = try fields.next() {
      switch key {
      case "step": step = try fields.json.integer()
      case "action": action = try fields.json.string()
      case "detail": detail = try fields.json.string()
      case "who": who = try fields.json.string()
      case "episode": episode = try fields.json.integer()
      case "option": setting.key = try fields.json.string()
      case "from": setting.old = try fields.json.string()
      case "to": setting.new = try fields.json.string()
      default: try fields.json.skipValue()
      }
    }
    return ControlRecord(
      step: try fields.require(step, "step"), name: action, detail: detail, who: who,
      setting: setting.key.isEmpty ? nil : setting, episode: episode)
  }

  static func question(_ fields: inout EventFields) throws(EventLineProblem) -> Question {
    var step: Int?
    var episode: Int?
    var wait = 0.0
    while let key = try fields.next() {
      switch key {
      case "step": step = try fields.json.integer()
      case "episode": episode = try fields.json.integer()
      case "wait": wait = try fields.json.number()
      default: try fields.json.skipValue()
      }
    }
    return Question(
      step: try fields.require(step, "step"), episode: try fields.require(episode, "episode"),
      wait: wait)
  }

  static func episodeFailure(
    _ fields: inout EventFields
  ) throws(EventLineProblem) -> EpisodeFailure {
    var step: Int?
    var episode: Int?
    var failure = EpisodeFailure(step: 0, episode: 0, attempt: .first, reason: "")
    while let key = try fields.next() {
      switch key {
      case "step": step = try fields.json.integer()
      case "episode": episode = try fields.json.integer()
      case "attempt":
        failure.attempt = try fields.json.word(AttemptKind.self) ?? failure.attempt
      case "reason": failure.reason = try fields.json.string()
      default: try fields.json.skipValue()
      }
    }
    failure.step = try fields.require(step, "step")
    failure.episode = try fields.require(episode, "episode")
    return failure
  }

  static func branch(_ fields: inout EventFields) throws(EventLineProblem) -> BranchRecord {
    var step: Int?
    var record = BranchRecord(
      number: 0, step: 0, episode: 0, advice: .original, text: "", weights: 0)
    while let key = try fields.next() {
      switch key {
      case "number": record.number = try fields.json.integer()
      case "step": step = try fields.json.integer()
      case "episode": record.episode = try fields.json.integer()
      case "advice":
        record.advice = try fields.json.word(BranchRecord.Advice.self) ?? record.advice
      case "text": record.text = try fields.json.string()
      case "weights": record.weights = try fields.json.integer()
      default: try fields.json.skipValue()
      }
    }
    record.step = try fields.require(step, "step")
    return record
  }

  static func checkpoint(_ fields: inout EventFields) throws(EventLineProblem) -> CheckpointRecord {
    var step: Int?
    var record = CheckpointRecord(step: 0, path: "", digest: "")
    while let key = try fields.next() {
      switch key {
      case "step": step = try fields.json.integer()
      case "path": record.path = try fields.json.string()
      case "digest": record.digest = try fields.json.string()
      default: try fields.json.skipValue()
      }
    }
    record.step = try fields.require(step, "step")
    return record
  }

  static func ending(
    _ fields: inout EventFields
  ) throws(EventLineProblem) -> (step: Int, reason: String) {
    var step: Int?
    var reason = ""
    while let key = try fields.next() {
      switch key {
      case "step": step = try fields.json.integer()
      case "reason": reason = try fields.json.string()
      default: try fields.json.skipValue()
      }
    }
    return (try fields.require(step, "step"), reason)
  }

  static func failure(_ fields: inout EventFields) throws(EventLineProblem) -> RunEvent {
    let ending = try ending(&fields)
    return .runFailed(step: ending.step, reason: ending.reason)
  }
}

extension JSONReader {
  mutating func floats() throws(EventLineProblem) -> [Float] {
    try list { json throws(EventLineProblem) in Float(try json.number()) }
  }

  /// Numbers of a vocabulary.
  mutating func tokens() throws(EventLineProblem) -> [Int32] {
    try list { json throws(EventLineProblem) in Int32(clamping: try json.integer()) }
  }

  mutating func strings() throws(EventLineProblem) -> [String] {
    try list { json throws(EventLineProblem) in try json.string() }
  }
}
