/// Everything that counts of a run's reflections depend on.
struct MeaningQuestion: Equatable, Sendable {
  let filter: String
  let run: Int
  /// How much of the run had happened.
  let events: Int
  /// How far a search is, and which.
  let search: [Int]
  /// The columns that there is room for.
  let columns: Int
}
