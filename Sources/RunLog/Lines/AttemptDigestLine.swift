import Basics
import RLCore
import RunModel

/// The keys of an attempt of which only the numbers are wanted.
///
/// The same keys as `AttemptLine`, held to the same rules: what one of them refuses, or takes for
/// the word of a newer Kolb, so does the other.
struct AttemptDigestLine: FieldLine {
  private var attempt = AttemptDigest()

  init() {}

  init(_ record: AttemptDigest) { attempt = record }

  var record: AttemptDigest? { attempt }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    var (text, number, texts) = (PassedText?.none, PassedNumber?.none, PassedList<PassedText>?.none)
    var whole: Int?
    var turns: DigestedTurns?
    try coder.required("step", &attempt.step)
    try coder.required("episode", &attempt.episode)
    try coder.field("group", &attempt.group)
    try coder.field("attempt", &attempt.attempt)
    try coder.field("task", &attempt.task)
    try coder.field("board", &texts)
    try coder.field("start", &whole)
    try coder.field("turns", &turns)
    if let turns { attempt.trace = turns.trace }
    try coder.field("closing", &text)
    try coder.field("reward", &attempt.reward)
    try coder.field("feedback", &text)
    try coder.field("tokens", &attempt.tokens)
    try coder.field("logprob", &number)
    try coder.field("reflection", &attempt.reflection)
    try coder.field("flags", &attempt.flags, usual: [])
    try coder.field("retry", &attempt.retry)
    try coder.field("probe", &attempt.probe)
    try coder.field("of", &whole)
    try coder.field("measure", &text)
    try coder.field("branch", &whole)
  }
}

/// The turns of an attempt as the trace that they leave.
private struct DigestedTurns: FieldValue {
  var trace = AttemptTrace()

  static func read(from json: inout JSONReader) throws(JSONProblem) -> DigestedTurns? {
    var turns = DigestedTurns()
    try json.forEach { json throws(JSONProblem) in
      var turn = TurnDigestLine()
      json = try FieldReader.read(&turn, from: json)
      turns.trace.add(turn.outcome, action: turn.action?.digest, at: turn.position)
    }
    return turns
  }

  func write(into json: inout JSONWriter) { [Int]().write(into: &json) }
}

/// The keys of a turn of which only what was done is wanted.
private struct TurnDigestLine: FieldRecord {
  var outcome = TurnOutcome.moved
  var action: DigestedText?
  var position: Int?

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    var (text, number) = (PassedText?.none, PassedNumber?.none)
    var flag: Bool?
    var (texts, numbers) = (PassedList<PassedText>?.none, PassedList<PassedNumber>?.none)
    var wholes: PassedList<Int32>?
    try coder.field("observation", &text)
    try coder.field("text", &text)
    try coder.field("action", &action)
    try coder.field("effective", &flag)
    try coder.field("reward", &number)
    try coder.field("outcome", &outcome)
    try coder.field("at", &position)
    try coder.field("board", &texts)
    try coder.field("logps", &numbers)
    try coder.field("pieces", &texts)
    try coder.field("ids", &wholes)
  }
}
