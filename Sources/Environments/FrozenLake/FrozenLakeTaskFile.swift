import Foundation

/// FrozenLake tasks from a file of JSON lines.
///
///     {"uid": "4_0.6", "map": ["SF", "FG"], "max_steps": 8, "is_slippery": false}
///
/// Only `map` must be there. Rows may carry `actions`, which are played by `kolb play --scripted`;
/// other keys are not looked at. Broken rows are kept as problems and skipped.
package struct FrozenLakeTaskFile: Sendable {
  package struct Entry: Sendable {
    package let line: Int
    package let task: FrozenLakeTask
    /// What is to be played, or `nil` where the row does not say.
    package let actions: [String]?
  }

  package private(set) var tasks: [Entry] = []
  package private(set) var problems: [TaskFileProblem] = []

  /// - Throws: `TaskFileError` where the file cannot be read.
  package init(path: String, alphabet: LetterCode.Alphabet = .six) throws(TaskFileError) {
    self.init(try TaskFile<Row>(path: path), file: path, alphabet: alphabet)
  }

  package init(data: Data, file: String, alphabet: LetterCode.Alphabet) {
    self.init(TaskFile<Row>(data: data, file: file), file: file, alphabet: alphabet)
  }

  private init(_ source: TaskFile<Row>, file: String, alphabet: LetterCode.Alphabet) {
    problems = source.problems
    for (line, row) in source.rows {
      do {
        tasks.append(
          Entry(
            line: line, task: try row.task(line: line, code: .fixed(alphabet)),
            actions: row.actions))
      } catch {
        problems.append(TaskFileProblem(file: file, line: line, text: error.description))
      }
    }
    problems.sort { $0.line < $1.line }
  }

  /// The tasks as those of any environment.
  package var list: TaskList {
    TaskList(
      tasks: tasks.map { TaskList.Entry(line: $0.line, task: $0.task, actions: $0.actions) },
      problems: problems)
  }

  private struct Row: Decodable {
    let uid: TaskIdentifier?
    let map: [String]
    let maxSteps: Int?
    let isSlippery: Bool?
    let actions: [String]?

    enum CodingKeys: String, CodingKey {
      case uid
      case map
      case maxSteps = "max_steps"
      case isSlippery = "is_slippery"
      case actions
    }

    func task(line: Int, code: LetterCode) throws(RowError) -> FrozenLakeTask {
      let budget = maxSteps ?? FrozenLakeTask.officialBudget
      guard FrozenLake.Options.budgets.contains(budget) else { throw .budget(budget) }
      let map: LakeMap
      do { map = try LakeMap(rows: self.map) } catch { throw .map(error) }
      return FrozenLakeTask(
        map: map, code: code, budget: budget, isSlippery: isSlippery ?? false,
        id: uid?.text ?? "line-\(line)")
    }
  }

  private enum RowError: Error, CustomStringConvertible {
    case map(LakeMapError)
    case budget(Int)

    var description: String {
      switch self {
      case .map(let error): error.description
      case .budget(let budget):
        "max_steps is \(budget). Set it within \(FrozenLake.Options.budgets.lowerBound) to "
          + "\(FrozenLake.Options.budgets.upperBound)."
      }
    }
  }
}
