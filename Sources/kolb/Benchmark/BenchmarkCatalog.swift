import Basics

/// The rows that there are.
///
/// To add one, write it under `Sources/kolb/Benchmark/Rows` and put it into this list.
struct BenchmarkCatalog: Sendable {
  let rows: [BenchmarkRow]

  /// - Parameter threads: how many work where several do.
  init(threads: Int) {
    let counts = threads > 1 ? [1, threads] : [1]
    var rows: [BenchmarkRow] = [.products]
    rows += counts.flatMap { TrainingRows.rows(threads: $0) }
    rows.append(.share)
    rows += counts.flatMap { SamplingRows.rows(threads: $0) }
    rows += counts.flatMap { StepRows.rows(threads: $0) }
    rows.append(.worlds)
    rows += LogRows.rows
    self.rows = rows
  }

  /// Those that are meant, in the order of the catalog.
  ///
  /// - Throws: `WrongUsage` for a word that means none.
  func rows(named words: [String]) throws -> [BenchmarkRow] {
    for word in words where !rows.contains(where: { $0.isMeant(by: word) }) {
      let names = rows.map(\.name)
      let near = Spelling.nearest(to: word, among: names).map { " Did you mean '\($0)'?" } ?? ""
      throw WrongUsage(
        description: "There is no row '\(word)'.\(near) The rows are: "
          + names.joined(separator: ", ") + ".")
    }
    guard !words.isEmpty else { return rows }
    return rows.filter { row in words.contains { row.isMeant(by: $0) } }
  }
}
