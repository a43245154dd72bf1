import RunModel

/// What a filter found, kept because a picture asks for it several times.
struct MatchedRows: Sendable {
  /// Everything that the answer depends on.
  struct Question: Equatable, Sendable {
    let view: ViewID
    let filter: String
    let run: Int
    /// How many are open.
    let runs: Int
    /// How much of the run had happened.
    let events: Int
    /// Old words that were read again, in which a filter may find something.
    let loaded: Int
    /// The part of the view that has the keyboard; some have a list each.
    let pane: Int
    let sort: Int
    let isReversed: Bool
    let arrangement: ReflectionArrangement
    /// What of a list is unfolded.
    let opened: Int?
    let isUnfolded: Bool
    /// How far a search is, and which.
    let search: [Int]
    /// What people had put on episodes.
    let marks: Int
    /// What there was to open.
    let shelf: Int
  }

  let question: Question
  let numbers: [Int]
}
