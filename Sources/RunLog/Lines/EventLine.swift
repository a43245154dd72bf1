import Basics
import RLCore
import RunModel

/// The line of a log that an event is written as: one flat JSON object, its kind the first key,
/// whatever depends on the clock under the last.
///
/// The keys of a kind stand in its line's `fields`, which serve reading and writing.
package enum EventLine {
  /// The bytes of an event without the newline that ends the line.
  ///
  /// Equal events give equal bytes, and `decode` gives an equal event back.
  package static func encode(_ logged: LoggedEvent) -> [UInt8] {
    let encoding = Encoding(kind: kind(of: logged.event), time: logged.time)
    return switch logged.event {
    case .runStarted(let start): encoding.bytes(start, RunStartLine.self)
    case .attempt(let record): encoding.bytes(record, AttemptLine.self)
    case .reflection(let record): encoding.bytes(record, ReflectionLine.self)
    case .memory(let change): encoding.bytes(change, MemoryLine.self)
    case .update(let record): encoding.bytes(record, UpdateLine.self)
    case .evaluation(let record): encoding.bytes(record, EvaluationLine.self)
    case .metrics(let record): encoding.bytes(record, MetricsLine.self)
    case .control(let record): encoding.bytes(record, ControlLine.self)
    case .checkpoint(let record): encoding.bytes(record, CheckpointLine.self)
    case .asked(let question): encoding.bytes(question, QuestionLine.self)
    case .episodeFailed(let failure): encoding.bytes(failure, EpisodeFailureLine.self)
    case .branch(let record): encoding.bytes(record, BranchLine.self)
    case .runFinished(let step): encoding.bytes((step, nil), EndingLine.self)
    case .runFailed(let step, let reason): encoding.bytes((step, reason), EndingLine.self)
    case .unknown: encoding.bytes((), UnknownLine.self)
    }
  }

  private struct Encoding {
    let kind: String
    let time: EventTime?

    func bytes<Keys: FieldLine>(_ record: Keys.Record, _ line: Keys.Type) -> [UInt8] {
      var json = JSONWriter()
      EventEnvelope<Keys>(kind, record, time).write(into: &json)
      return json.bytes
    }
  }

  /// Reads the event of a line.
  ///
  /// Keys that are not known are passed over, and what may be missing takes its default. A kind,
  /// or a word within a known kind, that only a newer Kolb knows gives `RunEvent.unknown`.
  ///
  /// - Parameter line: the bytes of a line, with or without its newline; any bytes are safe.
  /// - Returns: the event, with its time if the line has one.
  /// - Throws: what is wrong with a line that is no event.
  package static func decode(
    _ line: UnsafeRawBufferPointer
  ) throws(JSONProblem) -> LoggedEvent {
    let name = try kind(of: line)
    guard let kind = Kind(rawValue: name) else {
      return try event(of: line, UnknownLine.self) { _ in .unknown(kind: name) }
    }
    return switch kind {
    case .runStarted: try event(of: line, RunStartLine.self) { .runStarted($0) }
    case .attempt: try event(of: line, AttemptLine.self) { .attempt($0) }
    case .reflection: try event(of: line, ReflectionLine.self) { .reflection($0) }
    case .memory: try event(of: line, MemoryLine.self) { .memory($0) }
    case .update: try event(of: line, UpdateLine.self) { .update($0) }
    case .evaluation: try event(of: line, EvaluationLine.self) { .evaluation($0) }
    case .metrics: try event(of: line, MetricsLine.self) { .metrics($0) }
    case .control: try event(of: line, ControlLine.self) { .control($0) }
    case .checkpoint: try event(of: line, CheckpointLine.self) { .checkpoint($0) }
    case .runFinished: try event(of: line, EndingLine.self) { .runFinished(step: $0.step) }
    case .runFailed:
      try event(of: line, EndingLine.self) { .runFailed(step: $0.step, reason: $0.reason ?? "") }
    case .asked: try event(of: line, QuestionLine.self) { .asked($0) }
    case .episodeFailed: try event(of: line, EpisodeFailureLine.self) { .episodeFailed($0) }
    case .branch: try event(of: line, BranchLine.self) { .branch($0) }
    }
  }

  package static func decode(_ line: [UInt8]) throws(JSONProblem) -> LoggedEvent {
    let result = line.withUnsafeBytes { bytes in
      Result { () throws(JSONProblem) in try decode(bytes) }
    }
    return try result.get()
  }

  private static func event<Keys: FieldLine>(
    of bytes: UnsafeRawBufferPointer, _ line: Keys.Type, _ event: (Keys.Record) -> RunEvent
  ) throws(JSONProblem) -> LoggedEvent {
    var envelope = EventEnvelope<Keys>()
    var json = try FieldReader.read(&envelope, from: JSONReader(bytes))
    try json.end()
    guard let record = envelope.line.record, json.unknownWord == nil else {
      let word = json.unknownWord ?? ""
      return LoggedEvent(.unknown(kind: "\(envelope.kind) with '\(word)'"), time: envelope.time)
    }
    return LoggedEvent(event(record), time: envelope.time)
  }

  /// Finds the kind, which is the first key in every log of ours but need not be.
  private static func kind(of line: UnsafeRawBufferPointer) throws(JSONProblem) -> String {
    var json = JSONReader(line)
    var object = try json.beginObject()
    while let key = try json.nextKey(in: &object) {
      if case "event" = key { return try json.string() }
      try json.skipValue()
    }
    throw JSONProblem(.missingKey("event"), byte: 0)
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
    case metrics
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
      case .metrics: self = .metrics
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

  /// The value of the key `event`.
  package static func kind(of event: RunEvent) -> String {
    if case .unknown(let kind) = event { return kind }
    return Kind(event)?.rawValue ?? ""
  }
}
