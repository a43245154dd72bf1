import Basics
import RLCore
import RunModel

/// The keys of an attempt.
struct AttemptLine: FieldLine {
  private var attempt: AttemptRecord

  init(_ record: AttemptRecord) { attempt = record }

  init() {
    attempt = AttemptRecord(
      step: 0, episode: 0, group: 0, attempt: .first, task: "", board: [], start: nil, turns: [],
      reward: 0, feedback: "", tokens: 0, logProbability: 0)
  }

  var record: AttemptRecord? { attempt }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.required("step", &attempt.step)
    try coder.required("episode", &attempt.episode)
    try coder.field("group", &attempt.group)
    try coder.field("attempt", &attempt.attempt)
    try coder.field("task", &attempt.task)
    try coder.field("board", &attempt.board, usual: [])
    try coder.field("start", &attempt.start)
    try coder.records("turns", &attempt.turns, as: TurnLine.self)
    try coder.field("closing", &attempt.closing)
    try coder.field("reward", &attempt.reward)
    try coder.field("feedback", &attempt.feedback)
    try coder.field("tokens", &attempt.tokens)
    try coder.field("logprob", &attempt.logProbability)
    try coder.field("reflection", &attempt.reflection)
    try coder.field("flags", &attempt.flags, usual: [])
    try coder.field("retry", &attempt.retry)
    try coder.field("probe", &attempt.probe)
    try coder.field("of", &attempt.of)
    try coder.field("measure", &attempt.measure)
    try coder.field("branch", &attempt.branch)
  }
}

/// The keys of a turn.
struct TurnLine: FieldLine {
  private var turn: Turn
  private var trace: TraceFields

  init(_ record: Turn) {
    turn = record
    trace = TraceFields(record.tokens)
  }

  init() {
    turn = Turn(
      observation: "", text: "", action: nil, wasEffective: true, reward: 0, outcome: .moved,
      position: nil)
    trace = TraceFields(nil)
  }

  var record: Turn? {
    var turn = turn
    turn.tokens = trace.trace
    return turn
  }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.field("observation", &turn.observation, usual: "")
    try coder.field("text", &turn.text)
    try coder.field("action", &turn.action)
    try coder.field("effective", &turn.wasEffective, usual: true)
    // Of the two zeros that numbers have, one is the usual one.
    var reward = turn.reward.bitPattern == 0 ? nil : Optional(turn.reward)
    try coder.field("reward", &reward)
    turn.reward = reward ?? 0
    try coder.field("outcome", &turn.outcome)
    try coder.field("at", &turn.position)
    try coder.field("board", &turn.board)
    try trace.fields(&coder)
  }
}

/// The keys of what a policy drew, among those of the turn or the reflection that it is of.
struct TraceFields {
  private var logs: [Float]?
  private var pieces: [String]?
  private var ids: [Int32]?

  init(_ trace: TokenTrace?) {
    logs = trace?.logProbabilities
    pieces = trace?.separate
    ids = trace?.ids
  }

  var trace: TokenTrace? {
    logs.map { TokenTrace(logProbabilities: $0, separate: pieces, ids: ids) }
  }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.field("logps", &logs)
    try coder.field("pieces", &pieces)
    try coder.field("ids", &ids)
  }
}

extension AttemptKind: FieldWord {}
extension ProbeKind: FieldWord {}
extension TurnOutcome: FieldWord {}
