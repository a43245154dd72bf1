import RunModel

/// What a run's reflections say, counted once for every change.
struct KeptMeanings: Sendable {
  /// Everything that the counts depend on.
  struct Question: Equatable, Sendable {
    let filter: String
    let run: Int
    /// How much of the run had happened.
    let events: Int
    /// How far a search is, and which.
    let search: [Int]
    /// The columns that there is room for.
    let columns: Int
  }

  let question: Question
  /// `nil` while nobody looks at them.
  let texts: TextGroups?
  let groups: MeaningGroups?
  let grid: ClaimGrid?

  func has(_ arrangement: ReflectionArrangement) -> Bool {
    switch arrangement {
    case .list: texts != nil
    case .meanings: groups != nil
    case .claims: grid != nil
    }
  }
}
