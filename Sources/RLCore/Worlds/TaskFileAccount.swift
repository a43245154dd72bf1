/// What became of the rows of a file that a world reads: nothing is left out without being said.
package struct TaskFileAccount: Sendable, Equatable {
  /// Its path, as it was named.
  package var file: String
  /// What its rows are: "tasks", "questions", "paragraphs".
  package var rows: String
  /// Rows that are used, for training and apart from it.
  package var used: Int
  /// Of these, those that are kept apart to measure with; `nil` where none can be.
  package var heldOut: Int?
  /// Rows that cannot be used.
  package var refused: [Remark]
  /// Rows that are used although something about them is worth knowing.
  package var doubtful: [Remark]

  package init(
    file: String, rows: String, used: Int, heldOut: Int? = nil, refused: [Remark] = [],
    doubtful: [Remark] = []
  ) {
    self.file = file
    self.rows = rows
    self.used = used
    self.heldOut = heldOut
    self.refused = refused
    self.doubtful = doubtful
  }

  /// One thing that is so of some rows.
  package struct Remark: Sendable, Equatable {
    package var count: Int
    /// "line 7", "lines 3 to 5, 9", "items 0, 2".
    package var places: String
    package var reason: String

    package init(count: Int, places: String, reason: String) {
      self.count = count
      self.places = places
      self.reason = reason
    }

    package var words: String { "\(places): \(reason)" }
  }

  package var refusedCount: Int { refused.reduce(0) { $0 + $1.count } }
  package var doubtfulCount: Int { doubtful.reduce(0) { $0 + $1.count } }

  /// The file's name without its folders.
  package var name: String { String(file.split(separator: "/").last ?? "") }

  /// "32 tasks of rooms.txt, 6 held out of training, 2 refused".
  package var summary: String {
    let left = refusedCount > 0 ? "\(refusedCount) refused" : nil
    return ["\(used) \(used == 1 ? row : rows) of \(name)", split, left]
      .compactMap { $0 }.joined(separator: ", ")
  }

  /// One of the rows: "task".
  private var row: String { rows.hasSuffix("s") ? String(rows.dropLast()) : rows }

  private var split: String? {
    switch heldOut {
    case nil: nil
    case 0?: "held-out boards are generated"
    case let count?: "\(count) held out of training"
    }
  }

  /// All that is to be said, one sentence or two a line.
  package var remarks: [String] {
    refused.map { "\(name): refused \($0.words)" } + doubtful.map { "\(name): \($0.words)" }
  }
}
