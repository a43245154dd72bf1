import RunModel

/// Somebody else's run: where it lies, and what reads it as events.
package struct ForeignLog: Sendable {
  package let name: String
  package let path: String
  /// The name of its format.
  package let format: String
  private let making: @Sendable () throws(RunLogError) -> any ForeignReading

  package init(
    name: String, path: String, format: String,
    reader: @escaping @Sendable () throws(RunLogError) -> any ForeignReading
  ) {
    (self.name, self.path, self.format, making) = (name, path, format, reader)
  }

  /// A reader from the beginning, which follows what still grows.
  package func reader() throws(RunLogError) -> any ForeignReading { try making() }
}

extension ForeignLog: Equatable {
  package static func == (left: Self, right: Self) -> Bool {
    left.path == right.path && left.format == right.format
  }
}

/// Reads files of another trainer as the events of a run, and goes on as they grow.
///
/// The places of its events count records and are no bytes, because a run may have many files.
package protocol ForeignReading: Sendable {
  /// Behind the latest event.
  var offset: Int { get }

  /// Keeps from now on in a store where its events are.
  mutating func keep(in store: any PackedStore)

  /// Takes a bounded part of what is there now, as `EventReader.readMore` does.
  mutating func readMore(limit: ReadLimit) throws(RunLogError) -> EventBatch

  /// Takes what waits for its end, once it is known that none will come.
  mutating func finish() -> EventBatch

  /// Reads the event at a place again.
  func event(at offset: Int) throws(RunLogError) -> LoggedEvent
}
