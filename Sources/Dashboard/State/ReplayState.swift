/// How an episode is played.
package struct ReplayState: Sendable {
  package internal(set) var speed = ReplaySpeed.normal
  /// Seconds until the next turn shows.
  var untilNextTurn = 0.0

  /// Seconds that each turn shows.
  var secondsPerTurn: Double { 1 / speed.turnsPerSecond }
}
