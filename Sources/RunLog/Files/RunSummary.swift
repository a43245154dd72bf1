import Glibc
import RunModel

/// What the beginning and the end of a run's log tell of it.
///
/// Takes the same time for a log of any length.
package struct RunSummary: Sendable, Equatable {
  package private(set) var start: RunStart?
  /// Training steps made, as far as the end of the log tells.
  package private(set) var step: Int?
  /// Training steps that the run is to have.
  package private(set) var stepsAsked: Int?
  /// The latest held-out evaluation.
  package private(set) var heldOut: EvaluationRecord?
  /// How the run is by its log.
  package private(set) var status = RunState.Status.waiting

  /// Of a run of which nothing can be read.
  package init() {}

  package init(_ run: RunDirectory) throws(RunLogError) {
    guard let status = try FileStatus(ofPath: run.eventsPath), status.isRegular else { return }
    if case .start(let start) = try run.beginning() { self.start = start }
    stepsAsked = (try? run.configurationText()).flatMap(Self.total) ?? start?.steps
    try readEnd(of: OpenFile(run.eventsPath, OpenFile.readOnly, for: "read"), size: status.size)
  }

  /// Pieces of the end, each larger than the one before, until what is looked for is found.
  private static let pieces = [128 << 10, 1 << 20, 8 << 20]

  private mutating func readEnd(of file: OpenFile, size: Int) throws(RunLogError) {
    for piece in Self.pieces {
      let start = max(0, size - piece)
      let bytes = try file.read(size - start, at: start)
      take(LogEnd(bytes, isWhole: start == 0))
      if start == 0 || heldOut != nil && step != nil { return }
    }
  }

  private mutating func take(_ end: LogEnd) {
    heldOut = end.latest("evaluation") { event in
      if case .evaluation(let record) = event, record.name == "heldout" { record } else { nil }
    }
    step = end.latest("update") { event in
      if case .update(let update) = event { update.step } else { nil }
    }
    switch end.lastEvent {
    case .runFinished(let step): (status, self.step) = (.finished(step: step), step)
    case .runFailed(let step, let reason): status = .failed(step: step, reason: reason)
    case .control(let control) where [.stop, .abort].contains(control.action):
      status = .stopped(step: control.step)
    case nil: status = .waiting
    default: status = .running
    }
    if step == nil { step = heldOut?.step }
  }

  /// The total of a run's configuration, where the text has it.
  private static func total(in text: String) -> Int? {
    for line in text.split(separator: "\n") {
      if line.hasPrefix("[") { return nil }
      let words = line.split(separator: "=", maxSplits: 1)
      guard words.count == 2,
        words[0].split(separator: " ") == [Substring(RunConfiguration.totalKey)]
      else { continue }
      return Int(words[1].prefix { $0 != "#" }.filter { !$0.isWhitespace && $0 != "_" })
    }
    return nil
  }
}

/// The last lines of a log.
private struct LogEnd {
  private let bytes: [UInt8]
  /// Where the complete lines begin, the last one last.
  private let starts: [Int]
  private let end: Int

  /// - Parameters:
  ///   - bytes: the end of the log.
  ///   - isWhole: whether these are all its bytes, so that a line begins with them.
  init(_ bytes: [UInt8], isWhole: Bool) {
    self.bytes = bytes
    var starts = isWhole ? [0] : []
    var end = 0
    for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      end = place + 1
      starts.append(end)
    }
    self.starts = starts.filter { $0 < end }
    self.end = end
  }

  var lastEvent: RunEvent? { starts.last.flatMap { event(at: starts.count - 1, from: $0) } }

  /// The last event of a kind that holds what is looked for.
  func latest<Value>(_ kind: String, _ value: (RunEvent) -> Value?) -> Value? {
    let beginning = Array("{\"event\":\"\(kind)\"".utf8)
    for (place, start) in starts.enumerated().reversed()
    where bytes[start...].starts(with: beginning) {
      if let found = event(at: place, from: start).flatMap(value) { return found }
    }
    return nil
  }

  private func event(at place: Int, from start: Int) -> RunEvent? {
    let next = place + 1 < starts.count ? starts[place + 1] : end
    return try? EventLine.decode(Array(bytes[start..<(next - 1)])).event
  }
}
