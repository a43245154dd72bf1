import Basics

/// A run's history in bytes, up to a moment between two training steps.
///
/// The words are not in it, nor the events that are kept to look back to exactly: both are read
/// again from the log.
extension Timeline {
  /// Where a history that is kept ends.
  package struct Rest: Sendable, Equatable {
    /// Events before it.
    package var events: Int
    /// Of the events that are kept to look back to, how many are before it.
    package var kept: Int
  }

  /// The latest moment that a history can be kept up to; `nil` where there is none.
  package var rest: Rest? {
    guard let resting, case let after = eventCount - resting.eventCount, after <= events.count
    else { return nil }
    return Rest(events: resting.eventCount, kept: events.count - after)
  }

  /// Where the lines of the events begin that are kept to look back to.
  package var offsets: [Int?] { events.map(\.offset) }

  /// The history up to its `rest`.
  package func write(to history: inout HistoryWriter) {
    guard let resting else { return }
    HistorySeries(of: resting).write(to: &history)
    let before = snapshots.prefix { $0.eventCount <= resting.eventCount }
    history.values.put(before.count)
    for snapshot in before { snapshot.write(to: &history) }
    resting.write(to: &history)
    history.values.put(stride)
    history.values.put(restingUpdates - updates(at: before.count - 1))
  }

  /// - Returns: `nil` for bytes that are no history.
  package init?(from history: inout HistoryReader) {
    let whole = HistorySeries(from: &history)
    let count = history.values.integer()
    var snapshots: [RunState] = []
    for _ in 0..<max(0, count) {
      guard let snapshot = RunState(from: &history, of: whole) else { return nil }
      snapshots.append(snapshot)
    }
    guard let resting = RunState(from: &history, of: whole) else { return nil }
    let (stride, updates) = (history.values.integer(), history.values.integer())
    guard !snapshots.isEmpty, stride > 0, !history.values.isDamaged, history.values.isAtEnd
    else { return nil }
    self.init(resting: resting, snapshots: snapshots, stride: stride, updates: updates)
  }

  /// Takes over an event that was taken into account before and can be looked back to.
  package mutating func keep(_ placed: PlacedDigest) { events.append(placed) }
}
