import RunModel

/// A row of the list of reflections: one of them, or all of the same words by their latest.
struct ReflectionRow {
  let record: EpisodeRecord
  /// All of these words; `nil` for a row that is one reflection among others of its words.
  let group: TextGroup?

  /// Of reflections of the same words the mean.
  var lift: Double? { group.map(\.meanLift) ?? record.lift }

  /// How often the words were written.
  var count: Int { group?.count ?? 1 }
}
