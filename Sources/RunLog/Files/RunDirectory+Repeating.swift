import Basics
import RunModel

/// What a resume cuts off the log and an engine has to do again.
package struct EventsToRepeat: Sendable {
  /// Those of the part that is cut off now.
  package var cut: [RunEvent] = []
  /// Those of parts that were cut off before and that nobody has come to again since.
  package var waiting: [RunEvent] = []

  /// Nothing.
  package init() {}

  /// What people did, in the order in which it is done again.
  package var interventions: [RunEvent] { (cut + waiting).filter(\.isIntervention) }
  /// What policies wrote; what was written last comes last.
  package var answers: [RunEvent] { (waiting + cut).filter(\.isAnswer) }
}

extension RunDirectory {
  var cutPath: String { path + "/cut.jsonl" }

  /// Keeps what has to be done again before the log is cut, so that it survives an engine that is
  /// killed before it has come to it.
  ///
  /// Lies in `cut.jsonl`: a line with the place of the cut, and one for each event. What stands in
  /// the log behind that place has been done again.
  ///
  /// - Parameters:
  ///   - offset: where the log is about to be cut.
  ///   - keepsAnswers: whether also what policies wrote is to be known, because they would not write
  ///     the same again.
  /// - Returns: what is to be done again.
  /// - Throws: `RunLogError` where the log cannot be read or the file not be written.
  package func keepForRepeating(
    from offset: Int, keepsAnswers: Bool
  ) throws(RunLogError) -> EventsToRepeat {
    let kept = try KeptCut(at: cutPath)
    var events = EventsToRepeat()
    var done: [[UInt8]: Int] = [:]
    try forEachEvent(from: min(offset, kept?.offset ?? offset)) { event, place in
      guard event.isIntervention || keepsAnswers && event.isAnswer else { return }
      if let kept, place >= kept.offset { done[event.line, default: 0] += 1 }
      if place >= offset { events.cut.append(event) }
    }
    for event in kept?.events ?? [] {
      if let count = done[event.line], count > 0 {
        done[event.line] = count - 1
      } else {
        events.waiting.append(event)
      }
    }
    try KeptCut(offset: offset, events: events.cut + events.waiting).write(to: cutPath)
    return events
  }

  /// Calls with every event of the kinds that may have to be done again, and where it begins.
  func forEachEvent(
    from offset: Int, of kinds: [EventKind] = EventKind.repeated,
    _ take: (RunEvent, Int) -> Void
  ) throws(RunLogError) {
    guard let size = try FileStatus(ofPath: eventsPath)?.size, size > offset else { return }
    let file = try OpenFile.regular(eventsPath)
    var splitter = LineSplitter(from: offset)
    while true {
      let bytes = try file.read(Self.chunk, at: splitter.end)
      guard !bytes.isEmpty else { return }
      splitter.append(bytes)
      while let line = splitter.next() {
        guard kinds.contains(where: { splitter.line(line, begins: $0.beginning) }),
          let event = (try? splitter.decode(line))?.event
        else { continue }
        take(event, line.offset)
      }
    }
  }

  private static let chunk = 1 << 20
}

/// A kind of event by how its line begins: every log of ours has the kind first.
struct EventKind {
  let beginning: [UInt8]

  private init(_ name: String) { beginning = Array("{\"event\":\"\(name)\"".utf8) }

  static let control = EventKind("control")
  static let reflection = EventKind("reflection")
  /// Those that may have to be done again.
  static let repeated =
    [control, reflection] + ["memory", "attempt", "evaluation"].map { EventKind($0) }
}

/// The file of what was cut off.
struct KeptCut {
  var offset: Int
  var events: [RunEvent]

  init(offset: Int, events: [RunEvent]) { (self.offset, self.events) = (offset, events) }

  /// `nil` where there is none, or one that is none of ours.
  init?(at path: String) throws(RunLogError) {
    guard try FileStatus(ofPath: path) != nil else { return nil }
    let file = try OpenFile.regular(path)
    let lines = try file.readToEnd(atMost: Self.longest).split(separator: UInt8(ascii: "\n"))
    guard let head = lines.first, let value = try? JSONValue(parsing: head),
      case .object(let members) = value,
      case .integer(let offset)? = members.first(where: { $0.name == "cut" })?.value, offset >= 0
    else { return nil }
    self.offset = offset
    events = lines.dropFirst().compactMap { (try? EventLine.decode(Array($0)))?.event }
  }

  private static let longest = 1 << 30

  func write(to path: String) throws(RunLogError) {
    guard !events.isEmpty else { return try Folder.remove(path) }
    var bytes = Array("{\"cut\":\(offset)}\n".utf8)
    for event in events { bytes += event.line + [UInt8(ascii: "\n")] }
    try Folder.write(bytes, to: path)
  }
}

extension RunEvent {
  /// Its line without the clock, by which two of the same are known.
  fileprivate var line: [UInt8] { EventLine.encode(LoggedEvent(self)) }

  /// Whether it is what a policy wrote.
  fileprivate var isAnswer: Bool {
    switch self {
    case .attempt, .evaluation: true
    case .reflection(let written): written.author != "human"
    default: false
    }
  }
}
