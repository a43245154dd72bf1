import RunModel

/// What the entries of a memory are sorted by.
enum MemorySort: Int, CaseIterable {
  case birth
  case used
  case won

  var title: String {
    switch self {
    case .birth: "id"
    case .used: "used"
    case .won: "won"
    }
  }

  /// Whether an entry comes before another: the most used and the most helpful first, of equals
  /// the older one.
  func sorts(_ left: MemoryEntry, before right: MemoryEntry, isReversed: Bool) -> Bool {
    guard let one = value(of: left) else { return false }
    guard let other = value(of: right) else { return true }
    return one != other && (one < other) != isReversed
  }

  /// The smaller the further up; what is not known comes last either way.
  private func value(of entry: MemoryEntry) -> Double? {
    switch self {
    case .birth: Double(entry.step)
    case .used: -Double(entry.uses)
    case .won: entry.winRate.map { -$0 }
    }
  }
}
