import RunModel

/// What the meanings of reflections are sorted by.
enum MeaningSort: Int, CaseIterable {
  case count
  case solved
  case first
  case last

  var title: String {
    switch self {
    case .count: "count"
    case .solved: "solved"
    case .first: "first step"
    case .last: "last step"
    }
  }

  /// Whether a group comes before another; of equals the one that was there earlier does.
  func sorts(_ left: MeaningGroup, before right: MeaningGroup, isReversed: Bool) -> Bool {
    // What is not known comes last either way.
    guard let one = value(of: left) else {
      return value(of: right) == nil && left.firstEpisode < right.firstEpisode
    }
    guard let other = value(of: right) else { return true }
    return one == other ? left.firstEpisode < right.firstEpisode : (one < other) != isReversed
  }

  /// The smaller the further up: of counts and shares the largest.
  private func value(of group: MeaningGroup) -> Double? {
    switch self {
    case .count: -Double(group.count)
    case .solved: group.successRate.map { -$0 }
    case .first: Double(group.firstStep)
    case .last: Double(group.lastStep)
    }
  }
}
