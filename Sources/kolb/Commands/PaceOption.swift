import ArgumentParser
import RunModel

/// How fast a run is to go, where a person wants to follow it.
struct PaceOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Training steps a second, 'hand' for a phase at a time, or 'free', which is usual. "
        + "Changes nothing of what happens.", valueName: "pace"))
  var pace: String?

  var wanted: Pace? { pace.flatMap { Pace(words: $0) } }

  /// The same on the command line of an engine.
  static func arguments(_ pace: Pace?) -> [String] {
    pace.map { ["--pace=\($0.words)"] } ?? []
  }

  func validate() throws {
    guard let pace, wanted == nil else { return }
    throw ValidationError(
      "'\(pace)' is no pace. Give steps a second from 0.001 to 1000, 'hand' or 'free'.")
  }
}
