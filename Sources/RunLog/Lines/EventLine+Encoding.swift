import RLCore
import RunModel

/// The line of a log that an event is written as: one flat JSON object, its kind the first key,
/// whatever depends on the clock under the last.
package enum EventLine {
  /// The bytes of an event without the newline that ends the line.
  ///
  /// Equal events give equal bytes, and `decode` gives an equal event back.
  package static func encode(_ logged: LoggedEvent) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("event", kind(of: logged.event))
      write(logged.event, into: &json)
      if let time = logged.time { write(time, into: &json) }
    }
    return json.bytes
  }

  /// The value of the key `event`.
  package static func kind(of event: RunEvent) -> String {
    if case .unknown(let kind) = event { return kind }
    return Kind(event)?.rawValue ?? ""
  }

  private static func write(_ event: RunEvent, into json: inout JSONWriter) {
    switch event {
    case .runStarted(let start): write(start, into: &json)
    case .attempt(let record): write(record, into: &json)
    case .reflection(let record): write(record, into: &json)
    case .memory(let change): write(change, into: &json)
    case .update(let record): write(record, into: &json)
    case .evaluation(let record): write(record, into: &json)
    case .control(let record): write(record, into: &json)
    case .checkpoint(let record): write(record, into: &json)
    case .asked(let question):
      json.field("step", question.step)
      json.field("episode", question.episode)
      json.field("wait", question.wait)
    case .episodeFailed(let failure):
      json.field("step", failure.step)
      json.field("episode", failure.episode)
      json.field("attempt", failure.attempt.rawValue)
      json.field("reason", failure.reason)
    case .branch(let record): write(record, into: &json)
    case .runFinished(let step): json.field("step", step)
    case .runFailed(let step, let reason):
      json.field("step", step)
      json.field("reason", reason)
    case .unknown: break
    }
  }

  private static func write(_ time: EventTime, into json: inout JSONWriter) {
    json.key("time")
    json.object { json in
      json.field("elapsed", time.elapsed)
      guard !time.phases.isEmpty else { return }
      json.key("phases")
      json.object { json in
        for (phase, seconds) in time.phases.sorted(by: { $0.key < $1.key }) {
          json.key(phase)
          json.number(seconds)
        }
      }
    }
  }
}

/// The kinds of events by the names that the log uses.
extension EventLine {
  enum Kind: String, CaseIterable {
    case runStarted = "run_started"
    case attempt
    case reflection
    case memory
    case update
    case evaluation
    case control
    case checkpoint
    case runFinished = "run_finished"
    case runFailed = "run_failed"
    case asked
    case episodeFailed = "episode_failed"
    case branch

    init?(_ event: RunEvent) {
      switch event {
      case .runStarted: self = .runStarted
      case .attempt: self = .attempt
      case .reflection: self = .reflection
      case .memory: self = .memory
      case .update: self = .update
      case .evaluation: self = .evaluation
      case .control: self = .control
      case .checkpoint: self = .checkpoint
      case .runFinished: self = .runFinished
      case .runFailed: self = .runFailed
      case .asked: self = .asked
      case .episodeFailed: self = .episodeFailed
      case .branch: self = .branch
      case .unknown: return nil
      }
    }
  }
}

/// The keys of each kind, in the order in which they are written. What is at its default is left
/// out where that saves much.
extension EventLine {
  private static func write(_ start: RunStart, into json: inout JSONWriter) {
    json.field("schema", start.schema)
    json.field("run", start.run)
    json.field("kolb", start.kolb)
    json.field("environment", start.environment)
    json.field("algorithm", start.algorithm)
    json.field("seed", start.seed)
    json.field("steps", start.steps)
    json.field("digest", start.digest)
    json.key("legend")
    json.list(start.legend) { json, entry in
      json.object { json in
        json.field("symbol", entry.symbol)
        json.field("meaning", entry.meaning)
        guard !entry.looksAsItsMeaning else { return }
        json.field("role", entry.look.role.rawValue)
        if let sign = entry.look.sign { json.field("sign", String(sign)) }
      }
    }
    if let randomWalk = start.randomWalk { json.field("random_walk", randomWalk) }
    json.field("summary", start.summary)
    if let threshold = start.threshold { json.field("threshold", threshold) }
    if let build = start.build { json.field("build", build) }
    if let model = start.model { json.field("model", model) }
    if let digest = start.modelDigest { json.field("model_digest", digest) }
    if let wording = start.wording { json.field("wording", wording) }
  }

  private static func write(_ record: AttemptRecord, into json: inout JSONWriter) {
    json.field("step", record.step)
    json.field("episode", record.episode)
    json.field("group", record.group)
    json.field("attempt", record.attempt.rawValue)
    json.field("task", record.task)
    if !record.board.isEmpty { json.field("board", record.board) }
    if let start = record.start { json.field("start", start) }
    json.key("turns")
    json.list(record.turns) { write($1, into: &$0) }
    if let closing = record.closing { json.field("closing", closing) }
    json.field("reward", record.reward)
    json.field("feedback", record.feedback)
    json.field("tokens", record.tokens)
    json.field("logprob", record.logProbability)
    if let reflection = record.reflection { json.field("reflection", reflection) }
    if !record.flags.isEmpty { json.field("flags", record.flags) }
    if let probe = record.probe { json.field("probe", probe.rawValue) }
    if let episode = record.of { json.field("of", episode) }
    if let measure = record.measure { json.field("measure", measure) }
    if let branch = record.branch { json.field("branch", branch) }
  }

  private static func write(_ turn: Turn, into json: inout JSONWriter) {
    json.object { json in
      if !turn.observation.isEmpty { json.field("observation", turn.observation) }
      json.field("text", turn.text)
      if let action = turn.action { json.field("action", action) }
      if !turn.wasEffective { json.field("effective", false) }
      if turn.reward != 0 || turn.reward.sign == .minus { json.field("reward", turn.reward) }
      json.field("outcome", turn.outcome.rawValue)
      if let position = turn.position { json.field("at", position) }
      if let board = turn.board { json.field("board", board) }
      if let tokens = turn.tokens { write(tokens, into: &json) }
    }
  }

  private static func write(_ record: ReflectionRecord, into json: inout JSONWriter) {
    json.field("step", record.step)
    json.field("episode", record.episode)
    json.field("id", record.id)
    if let from = record.from { json.field("from", from) }
    json.field("saw", record.saw)
    json.field("text", record.text)
    json.field("advice", record.advice)
    json.field("parsed", record.parsed)
    json.field("tokens", record.tokens)
    json.field("logprob", record.logProbability)
    json.field("author", record.author)
    if let trace = record.trace { write(trace, into: &json) }
    if record.isTruncated { json.field("truncated", true) }
    if let facts = record.facts { json.field("facts", facts) }
    if let claims = record.claims {
      json.key("claims")
      json.list(claims) { write($1, into: &$0) }
    }
  }

  private static func write(_ claim: Claim, into json: inout JSONWriter) {
    json.object { json in
      json.field("kind", claim.kind.rawValue)
      json.field("verdict", claim.verdict.rawValue)
      json.field("about", claim.subject)
      json.key("at")
      json.list([claim.range.lowerBound, claim.range.upperBound]) { $0.integer($1) }
      if claim.isShown { json.field("shown", true) }
    }
  }

  private static func write(_ trace: TokenTrace, into json: inout JSONWriter) {
    json.key("logps")
    json.list(trace.logProbabilities) { $0.number($1) }
    if let pieces = trace.separate { json.field("pieces", pieces) }
    guard let ids = trace.ids else { return }
    json.key("ids")
    json.list(ids) { $0.integer(Int($1)) }
  }

  private static func write(_ change: MemoryChange, into json: inout JSONWriter) {
    json.field("step", change.step)
    json.field("change", change.change.rawValue)
    json.field("id", change.id)
    json.field("episode", change.episode)
    json.field("text", change.text)
    json.field("why", change.why.text)
  }

  private static func write(_ record: UpdateRecord, into json: inout JSONWriter) {
    json.field("step", record.step)
    json.key("rows")
    json.object { json in
      for (kind, statistics) in record.rows.sorted(by: { $0.key < $1.key }) {
        json.key(kind.rawValue)
        json.object { write(statistics, into: &$0) }
      }
    }
    json.field("gradient_norm", record.gradientNorm)
    json.field("learning_rate", record.learningRate)
    json.field("sequences", record.sequences)
    json.field("tokens", record.tokens)
    json.field("optimizer_steps", record.optimizerSteps)
  }

  private static func write(_ statistics: RowStatistics, into json: inout JSONWriter) {
    json.field("rows", statistics.rows)
    json.field("reward", statistics.reward)
    json.field("loss", statistics.loss)
    json.field("advantage_mean", statistics.advantageMean)
    json.field("advantage_deviation", statistics.advantageDeviation)
    json.field("all_failed_groups", statistics.allFailedGroups)
    json.field("all_solved_groups", statistics.allSolvedGroups)
    json.field("groups", statistics.groups)
    if let kl = statistics.kl { json.field("kl", kl) }
    json.field("entropy", statistics.entropy)
    json.field("clip_share", statistics.clipShare)
    if let ratio = statistics.logRatio { json.field("log_ratio", ratio) }
    if let share = statistics.effectiveShare { json.field("effective_share", share) }
    if let rows = statistics.trainedRows { json.field("trained_rows", rows) }
    if let tokens = statistics.trainedTokens { json.field("trained_tokens", tokens) }
    if let idle = statistics.idleFailedGroups { json.field("idle_failed_groups", idle) }
    if let idle = statistics.idleSolvedGroups { json.field("idle_solved_groups", idle) }
    guard !statistics.members.isEmpty else { return }
    json.key("episodes")
    json.list(statistics.members) { $0.integer($1.episode) }
    json.key("weights")
    json.list(statistics.members) { $0.number($1.weight) }
  }

  private static func write(_ record: EvaluationRecord, into json: inout JSONWriter) {
    json.field("step", record.step)
    json.field("name", record.name)
    json.field("success_rate", record.successRate)
    json.field("low", record.low)
    json.field("high", record.high)
    json.field("episodes", record.episodes)
    json.field("sequences", record.sequences)
    json.field("tokens", record.tokens)
    guard let rewards = record.rewards else { return }
    json.key("rewards")
    json.list(rewards) { $0.number($1) }
  }

  private static func write(_ record: ControlRecord, into json: inout JSONWriter) {
    json.field("step", record.step)
    json.field("action", record.action.name)
    json.field("detail", record.detail)
    json.field("who", record.who)
    if let episode = record.action.episode { json.field("episode", episode) }
    guard let setting = record.action.setting else { return }
    json.field("option", setting.key)
    json.field("from", setting.old)
    json.field("to", setting.new)
  }

  private static func write(_ record: BranchRecord, into json: inout JSONWriter) {
    json.field("number", record.number)
    json.field("step", record.step)
    json.field("episode", record.episode)
    json.field("advice", record.advice.rawValue)
    json.field("text", record.text)
    json.field("weights", record.weights)
  }

  private static func write(_ record: CheckpointRecord, into json: inout JSONWriter) {
    json.field("step", record.step)
    json.field("path", record.path)
    json.field("digest", record.digest)
  }
}
