/// Where in a file of tasks something stands.
package struct TaskPlace: Sendable, Equatable, Comparable {
  /// What places of a file are counted in.
  package enum Unit: String, Sendable {
    /// From 1.
    case line
    /// Elements of a list, from 0.
    case index
  }

  package let unit: Unit
  package let number: Int

  package init(_ unit: Unit, _ number: Int) {
    self.unit = unit
    self.number = number
  }

  /// A name for what stands there and has none: `line-3`.
  package var name: String { "\(unit.rawValue)-\(number)" }

  package static func < (one: TaskPlace, other: TaskPlace) -> Bool { one.number < other.number }
}

/// A row of a task file that cannot be used: `file:line: what, what to do`.
package struct TaskFileProblem: Error, Equatable, CustomStringConvertible {
  package let file: String
  package let place: TaskPlace
  package let text: String

  package init(file: String, place: TaskPlace, text: String) {
    self.file = file
    self.place = place
    self.text = text
  }

  /// The number of its place.
  package var line: Int { place.number }

  package var description: String {
    switch place.unit {
    case .line: "\(file):\(place.number): \(text)"
    case .index: "\(file): item with index \(place.number): \(text)"
    }
  }

  /// A sentence about a whole file, and below it what is wrong with its rows.
  static func words(_ sentence: String, _ problems: [TaskFileProblem]) -> String {
    let shown = problems.prefix(mostShown).map(\.description)
    let left = problems.count - shown.count
    return ([sentence] + shown + (left > 0 ? ["and \(left) more"] : [])).joined(separator: "\n")
  }

  private static let mostShown = 10
}

/// A task file that cannot be read at all.
package enum TaskFileError: Error, Equatable, CustomStringConvertible {
  case cannotRead(file: String, reason: String)
  case broken(file: String, reason: String)
  case empty(file: String, wanted: String)

  package var description: String {
    switch self {
    case .cannotRead(let file, let reason):
      "\(file): The task file cannot be read (\(reason)). Name a file of tasks that is there."
    case .broken(let file, let reason):
      "\(file): The file cannot be used: \(reason). Get it again, whole."
    case .empty(let file, let wanted):
      "\(file): There is no \(wanted) in it that can be used. Correct its rows or name another file."
    }
  }
}
