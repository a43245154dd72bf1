import Basics
import RLCore
import RunModel

/// What every event has around its own keys: its kind in front, and behind them whatever depends
/// on the clock.
struct EventEnvelope<Keys: FieldLine>: FieldRecord {
  var kind = ""
  var line = Keys()
  var time: EventTime?

  init() {}

  init(_ kind: String, _ record: Keys.Record, _ time: EventTime?) {
    (self.kind, line, self.time) = (kind, Keys(record), time)
  }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.field("event", &kind)
    try line.fields(&coder)
    var clock = time.map(TimeLine.init)
    try coder.field("time", &clock)
    time = clock?.time
  }
}

/// The keys of the clock.
private struct TimeLine: FieldRecord {
  var time = EventTime(elapsed: 0)

  init() {}

  init(_ time: EventTime) { self.time = time }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.field("elapsed", &time.elapsed)
    var phases = PhaseTable(seconds: time.phases)
    try coder.field("phases", &phases, usual: PhaseTable(seconds: [:]))
    time.phases = phases.seconds
    var usage = time.usage.map(UsageLine.init)
    try coder.field("asked", &usage)
    time.usage = usage?.usage
  }
}

/// The keys of what servers were asked for.
private struct UsageLine: FieldRecord {
  var usage = PolicyUsage()

  init() {}

  init(_ usage: PolicyUsage) { self.usage = usage }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.field("replies", &usage.replies)
    try coder.field("read", &usage.readTokens)
    try coder.field("written", &usage.writtenTokens)
    try coder.field("money", &usage.money, usual: 0)
  }
}

/// Seconds by the name of a phase.
private struct PhaseTable: FieldValue, Equatable {
  var seconds: [String: Double]

  static func read(from json: inout JSONReader) throws(JSONProblem) -> PhaseTable? {
    let phases = try json.object { json throws(JSONProblem) in try json.number() }
    return PhaseTable(seconds: Dictionary(phases.map { ($0.key, $0.value) }) { $1 })
  }

  func write(into json: inout JSONWriter) {
    json.object { json in
      for (phase, seconds) in seconds.sorted(by: { $0.key < $1.key }) {
        json.key(phase)
        json.number(seconds)
      }
    }
  }
}

/// An event of which only the kind is known.
struct UnknownLine: FieldLine {
  init(_ record: Void) {}

  init() {}

  var record: Void? { () }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {}
}
