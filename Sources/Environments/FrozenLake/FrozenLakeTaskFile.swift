import Basics
import Foundation

/// FrozenLake tasks from a file.
///
///     {"uid": "4_0.6", "map": ["SF", "FG"], "max_steps": 8, "is_slippery": false}
///
/// Only the map must be there: as `map` or, as Gymnasium calls it, `desc`; a list of rows, a list
/// of lists of letters, or one text; or by the `map_name` of one of Gymnasium's own. A file may
/// also hold maps alone, as JSON or as lines of letters. Rows may carry `actions`, which are played
/// by `kolb play --scripted`; other keys are not looked at. Rows that cannot be used are kept as
/// problems.
package struct FrozenLakeTaskFile: Sendable {
  package typealias Entry = TaskEntries<FrozenLakeTask>.Entry

  /// What counts where a row says nothing.
  package struct Defaults: Sendable {
    package var budget = FrozenLakeTask.officialBudget
    package var isSlippery = false

    package init() {}
  }

  private var entries = TaskEntries<FrozenLakeTask>()
  private var names = TaskNames()

  package var tasks: [Entry] { entries.tasks }
  package var problems: [TaskFileProblem] { entries.problems }
  package var list: TaskList { entries.list }

  /// - Throws: `TaskFileError` where the file cannot be read.
  package init(
    path: String, alphabet: LetterCode.Alphabet = .six, defaults: Defaults = Defaults()
  ) throws(TaskFileError) {
    self.init(try TaskFileBytes.contents(of: path), path, alphabet, defaults)
  }

  package init(
    data: Data, file: String, alphabet: LetterCode.Alphabet, defaults: Defaults = Defaults()
  ) {
    self.init(TaskFileBytes.utf8(data), file, alphabet, defaults)
  }

  private init(
    _ bytes: [UInt8], _ file: String, _ alphabet: LetterCode.Alphabet, _ defaults: Defaults
  ) {
    let rows: [LakeRow]
    if LakeText.isText(bytes) {
      rows = LakeText.levels(bytes).map(LakeRow.init)
    } else {
      let source = TaskRows(bytes, file: file, shape: LakeRow.shape)
      entries.problems = source.problems
      rows = source.rows.map(LakeRow.init)
    }
    for row in rows {
      do {
        add(try row.content(), of: row, code: .fixed(alphabet), defaults)
      } catch {
        entries.problems.append(
          TaskFileProblem(file: file, place: row.place, text: error.description))
      }
    }
    entries.problems.sort { $0.place < $1.place }
  }

  private mutating func add(
    _ content: LakeRow.Content, of row: LakeRow, code: LetterCode, _ defaults: Defaults
  ) {
    let budget = content.budget ?? defaults.budget
    let isSlippery = content.isSlippery ?? defaults.isSlippery
    let name = names.name(
      content.name, at: row.place, for: content.map.rows + ["\(budget)", "\(isSlippery)"])
    let task = FrozenLakeTask(
      map: content.map, code: code, budget: budget, isSlippery: isSlippery, id: name)
    entries.tasks.append(Entry(place: row.place, task: task, actions: content.actions))
  }
}

/// Maps as lines of letters.
enum LakeText {
  /// Whether a file holds maps as text: its first line is a row or a name, and not JSON.
  static func isText(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first(where: { !JSONExtents.isSpace($0) }),
      !"{[\"".utf8.contains(first)
    else { return false }
    return !levels(bytes).isEmpty
  }

  static func levels(_ bytes: [UInt8]) -> [LevelText.Level] {
    LevelText(bytes) { line, isInside in
      let letters = LakeRow.letters(of: line)
      guard letters.count >= LakeMap.sides.lowerBound else { return false }
      let known = letters.count { LakeMap.Tile(rawValue: $0) != nil }
      // Capitals without a space are no words, so they are a row with a slip in it.
      let isMeant = isInside || line.allSatisfy(\.isUppercase)
      return known == letters.count || isMeant && known * 2 > letters.count
    }.levels
  }
}
