import RunModel

/// Over which steps a figure is, as it stands beside the figure.
enum Scope {
  /// Steps that the figures of the overview look back over.
  static let latest = 10

  /// "steps 15–24", of the latest steps whose episodes are over; empty before the first.
  static func words(ofLatest count: Int, in run: RunState) -> String {
    words(run.latestClosedSteps(count))
  }

  /// "steps 1–24", of all of them.
  static func words(ofWhole run: RunState) -> String {
    guard let first = run.totals().firstStep, let last = run.latestClosedSteps(1).last
    else { return "" }
    return words(first, last.step)
  }

  static func words(_ steps: [StepRecord]) -> String {
    guard let first = steps.first, let last = steps.last else { return "" }
    return words(first.step, last.step)
  }

  private static func words(_ first: Int, _ last: Int) -> String {
    first == last ? "step \(first)" : "steps \(first)–\(last)"
  }
}
