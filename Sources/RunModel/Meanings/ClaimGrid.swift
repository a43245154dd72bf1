import RLCore

/// Who believed what when: claims by training steps.
package struct ClaimGrid: Sendable, Equatable {
  /// The reflections of some steps that make a claim.
  package struct Cell: Sendable, Equatable {
    package var count = 0
    /// Of these, what became of the claim; one reflection can make it twice.
    package var right = 0
    package var wrong = 0

    package static func + (left: Self, right: Self) -> Self {
      Cell(
        count: left.count + right.count, right: left.right + right.right,
        wrong: left.wrong + right.wrong)
    }
  }

  package struct Row: Sendable, Equatable {
    package var proposition: Proposition
    /// One for each column of the grid.
    package var cells: [Cell]
    package var whole: Cell

    /// Tells it from the other rows, also when there are more or fewer.
    package let number: Int

    fileprivate init(_ proposition: Proposition, columns: Int) {
      self.proposition = proposition
      cells = [Cell](repeating: Cell(), count: columns)
      whole = Cell()
      number = MeaningGroup.number(of: Meaning([Meaning.Part(proposition, .right)]))
    }
  }

  package struct Column: Sendable, Equatable {
    package var steps: ClosedRange<Int>
    /// Reflections of these steps.
    package var count = 0
  }

  /// The commonest claim first.
  package private(set) var rows: [Row] = []
  package private(set) var columns: [Column] = []
  /// Reflections that were counted, and those of them of which nobody can tell what they say.
  package private(set) var count = 0
  package private(set) var unread = 0
  /// Claims so rare that they have no row.
  package private(set) var omitted = 0

  /// Claims beyond these are the rarest of a run that says everything.
  private static let mostRows = 200

  package init() {}

  /// - Parameters:
  ///   - records: episodes; those without a reflection are passed over.
  ///   - steps: the training steps of the run, ascending.
  ///   - limit: the columns that there may be; steps share one where there are more.
  package init(_ records: some Sequence<EpisodeRecord>, steps: [Int], columns limit: Int) {
    let size = max(1, (steps.count + max(1, limit) - 1) / max(1, limit))
    columns = stride(from: 0, to: steps.count, by: size).map { start in
      Column(steps: steps[start]...steps[min(start + size, steps.count) - 1])
    }
    let placed = records.compactMap { record -> (meaning: Meaning?, column: Int)? in
      guard let reflection = record.reflection, let column = column(ofStep: record.step) else {
        return nil
      }
      return (reflection.meaning, column)
    }
    var tallies: [Meaning: [Int]] = [:]
    for (meaning, column) in placed {
      count += 1
      columns[column].count += 1
      guard let meaning else {
        unread += 1
        continue
      }
      tallies[meaning, default: [Int](repeating: 0, count: columns.count)][column] += 1
    }
    add(tallies)
  }

  /// The claims of every meaning, as often as it was said.
  private mutating func add(_ tallies: [Meaning: [Int]]) {
    var totals: [Proposition: Int] = [:]
    for (meaning, counts) in tallies {
      let total = counts.reduce(0, +)
      for proposition in Set(meaning.parts.map(\.proposition)) {
        totals[proposition, default: 0] += total
      }
    }
    let ranked = totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mostRows)
    omitted = totals.count - ranked.count
    let propositions = ranked.map(\.key)
    rows = propositions.map { Row($0, columns: columns.count) }
    let places = Dictionary(uniqueKeysWithValues: propositions.enumerated().map { ($1, $0) })
    for (meaning, counts) in tallies {
      for (proposition, parts) in Dictionary(grouping: meaning.parts, by: \.proposition) {
        guard let place = places[proposition] else { continue }
        add(counts, of: Set(parts.map(\.verdict)), toRowAt: place)
      }
    }
  }

  private mutating func add(
    _ counts: [Int], of verdicts: Set<Meaning.Verdict>, toRowAt place: Int
  ) {
    for (column, count) in counts.enumerated() where count > 0 {
      let cell = Cell(
        count: count, right: verdicts.contains(.right) ? count : 0,
        wrong: verdicts.contains(.wrong) ? count : 0)
      rows[place].cells[column] = rows[place].cells[column] + cell
      rows[place].whole = rows[place].whole + cell
    }
  }

  // MARK: - Places

  /// The column that a step is in, or the nearest before it.
  ///
  /// - Complexity: O(log `columns.count`).
  package func column(ofStep step: Int) -> Int? {
    var low = 0
    var high = columns.count
    while low < high {
      let middle = (low + high) / 2
      if columns[middle].steps.lowerBound <= step { low = middle + 1 } else { high = middle }
    }
    return columns.isEmpty ? nil : max(0, low - 1)
  }

  package subscript(number: Int) -> Row? { rows.first { $0.number == number } }
}
