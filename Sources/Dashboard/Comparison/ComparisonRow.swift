import RunModel

/// A row of the table of arms: an arm, or a run of the one that is unfolded.
enum ComparisonRow: Equatable {
  case arm(Int)
  /// By its place among the open runs.
  case run(Int)

  /// Numbers of runs begin above those of any arm.
  private static let firstRun = 1_000_000

  init(number: Int) {
    self = number >= Self.firstRun ? .run(number - Self.firstRun) : .arm(number)
  }

  var number: Int {
    switch self {
    case .arm(let arm): arm
    case .run(let run): run + Self.firstRun
    }
  }

  static func rows(of state: DashboardState) -> [ComparisonRow] {
    state.armRuns.enumerated().flatMap { index, arm in
      [.arm(index)]
        + (index == state.place.opened && arm.runs.count > 1 ? arm.runs.map { .run($0) } : [])
    }
  }
}
