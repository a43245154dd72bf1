/// Where in a run one is looking.
package enum Playhead: Sendable, Equatable {
  /// At the latest event, wherever that is.
  case following
  /// After so many events.
  case after(events: Int)
}
