import RLCore
import RunModel

extension EventLine {
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
  ) throws(EventLineProblem) -> LoggedEvent {
    let kind = try kind(of: line)
    var fields = try EventFields(line)
    guard let known = Kind(rawValue: kind) else {
      while try fields.next() != nil { try fields.json.skipValue() }
      try fields.json.end()
      return LoggedEvent(.unknown(kind: kind), time: fields.time)
    }
    let event = try decode(known, from: &fields)
    try fields.json.end()
    if let word = fields.json.unknownWord {
      return LoggedEvent(.unknown(kind: "\(kind) with '\(word)'"), time: fields.time)
    }
    return LoggedEvent(event, time: fields.time)
  }

  package static func decode(_ line: [UInt8]) throws(EventLineProblem) -> LoggedEvent {
    let result = line.withUnsafeBytes { bytes in
      Result { () throws(EventLineProblem) in try decode(bytes) }
    }
    return try result.get()
  }

  /// Finds the kind, which is the first key in every log of ours but need not be.
  private static func kind(of line: UnsafeRawBufferPointer) throws(EventLineProblem) -> String {
    var json = JSONReader(line)
    var object = try json.beginObject()
    while let key = try json.nextKey(in: &object) {
      if case "event" = key { return try json.string() }
      try json.skipValue()
    }
    throw EventLineProblem(.missingKey("event"), byte: 0)
  }

  private static func decode(
    _ kind: Kind, from fields: inout EventFields
  ) throws(EventLineProblem) -> RunEvent {
    switch kind {
    case .runStarted: .runStarted(try runStart(&fields))
    case .attempt: .attempt(try attempt(&fields))
    case .reflection: .reflection(try reflection(&fields))
    case .memory: .memory(try memoryChange(&fields))
    case .update: .update(try update(&fields))
    case .evaluation: .evaluation(try evaluation(&fields))
    case .control: .control(try control(&fields))
    case .checkpoint: .checkpoint(try checkpoint(&fields))
    case .runFinished: .runFinished(step: try ending(&fields).step)
    case .runFailed: try failure(&fields)
    case .asked: .asked(try question(&fields))
    case .episodeFailed: .episodeFailed(try episodeFailure(&fields))
    case .branch: .branch(try branch(&fields))
    }
  }
}

/// The fields of an event's object, those that every kind has taken out.
struct EventFields {
  var json: JSONReader
  private(set) var time: EventTime?
  private var object: JSONReader.Members

  init(_ line: UnsafeRawBufferPointer) throws(EventLineProblem) {
    json = JSONReader(line)
    object = try json.beginObject()
  }

  /// The next key that belongs to the kind and has a value.
  mutating func next() throws(EventLineProblem) -> JSONKey? {
    while let key = try json.nextKey(in: &object) {
      if json.null() { continue }
      switch key {
      case "event": try json.skipValue()
      case "time": time = try readTime()
      default: return key
      }
    }
    return nil
  }

  /// A value without which the event says nothing.
  func require<Value>(_ value: Value?, _ key: String) throws(EventLineProblem) -> Value {
    guard let value else { throw EventLineProblem(.missingKey(key), byte: json.next) }
    return value
  }

  private mutating func readTime() throws(EventLineProblem) -> EventTime {
    var time = EventTime(elapsed: 0)
    var object = try json.beginObject()
    while let key = try json.nextKey(in: &object) {
      switch key {
      case "elapsed": time.elapsed = try json.number()
      case "phases":
        let phases = try json.object { json throws(EventLineProblem) in try json.number() }
        time.phases = Dictionary(phases.map { ($0.key, $0.value) }) { $1 }
      default: try json.skipValue()
      }
    }
    return time
  }
}
