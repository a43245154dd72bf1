import Basics
import Environments
import Foundation
import RLCore

/// What `lake.py` needs to be the lake that ships: its tasks, and the language of its notes.
package enum LakeInPython {
  /// Tasks of each split that are handed over.
  package static let count = 40

  /// Writes the file that `lake.py` reads.
  package static func write(_ lake: FrozenLake, seed: UInt64, to file: URL) throws {
    var members = [JSONValue.Member(name: "hello", value: hello(lake))]
    for (name, split) in [("training", TaskSplit.training), ("held_out", .heldOut)] {
      let tasks = (0..<count).map { task(lake.lake(at: $0, in: split, seed: seed)) }
      members.append(JSONValue.Member(name: name, value: .array(tasks)))
    }
    try Data(JSONValue.object(members).compactText().utf8).write(to: file)
  }

  private static func hello(_ lake: FrozenLake) -> JSONValue {
    let legend = lake.legend.map { entry -> JSONValue in
      [
        "symbol": .string(entry.symbol), "meaning": .string(entry.meaning),
        "role": .string(entry.look.role.rawValue),
        "sign": .string(entry.look.sign.map(String.init) ?? "?"),
      ]
    }
    return [
      "name": "lake.py", "version": "1", "protocol": 1, "wordings": ["compact"],
      "tasks": ["training": .integer(count), "held_out": .integer(count)],
      "legend": .array(legend), "actions": texts(GridDirection.allCases.map(\.word)),
      "nothing": "none.", "reflect": "Memory: {memory} Reflection:",
      "reflect_length": ["text": 64], "again": "Try again. Plan:", "language": language,
    ]
  }

  private static var language: JSONValue {
    let book = FrozenLakeTask.language.phrasebook
    return [
      "symbols": texts(LetterCode.letters), "squares": texts(GridSquare.names),
      "moves": texts(FrozenLakeLanguage.viewOrder.map(\.word)),
      "told": texts(FrozenLakeTask.language.words), "facts": table(book.facts),
      "guesses": table(book.guesses), "orders": table(book.orders), "endings": table(book.endings),
      "unknown": texts(book.unknown), "vague": texts(book.vague), "ways": texts(book.ways),
      "note_length": .integer(FrozenLakeTask.language.noteLength),
    ]
  }

  private static func task(_ task: FrozenLakeTask) -> JSONValue {
    let symbols = zip(LetterCode.letters, task.code.kinds).map {
      JSONValue.Member(name: $0, value: .string($1.look.role.rawValue))
    }
    return [
      "task": .string(task.id), "map": texts(task.map.rows), "board": texts(task.board),
      "budget": .integer(task.budget), "rules": .string(task.trueRules),
      "truth": [
        "symbols": .object(symbols), "budget": .integer(task.budget),
        "start": .integer(task.start),
        "moves": ["left": [0, -1], "down": [1, 0], "right": [0, 1], "up": [-1, 0]],
        "statements": [
          ["subject": "edge", "phrases": ["edge … nothing"], "true": true],
          ["subject": "edge", "phrases": ["edge … kill"], "true": false],
        ],
        "causes": [
          "fell": [
            "fell into", "fell in", "fell through", "fell on", "and fell", "me fall",
            "stepped into a hole", "stepped on a hole", "drowned", "died", "was killed",
          ], "won": ["reached the goal", "was solved", "succeeded", "won the", "and won"],
          "timeout": [
            "ran out of", "run out of", "used up", "out of moves", "out of turns", "timed out",
            "time ran out", "time was up", "time is up",
          ],
        ],
        "endings": ["failed": "fell", "solved": "won", "exhausted": "timeout"],
      ],
    ]
  }

  private static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  private static func table(_ table: [String: [String]]) -> JSONValue {
    .object(
      table.keys.sorted().map { JSONValue.Member(name: $0, value: texts(table[$0] ?? [])) })
  }
}
