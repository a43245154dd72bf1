import Basics
import Environments
import RLCore

/// Who a world is, as it answers the first question.
struct WorldCard: Sendable, Equatable {
  /// The protocol that is spoken here.
  static let version = 1

  var name: String
  var worldVersion: String
  var wordings: [Wording]
  /// How many tasks each split has; `nil` for as many as are asked for.
  var counts: [TaskSplit: Int?]
  var legend: [LegendEntry]
  var actions: [String]
  /// The least and the most that a turn earns.
  var rewards: ClosedRange<Double>
  /// What asks for a reflection, with `{memory}` and `{feedback}` in it.
  var reflect: String?
  var reflectLength: ReplyLength
  /// What begins the same task again, with `{prompt}` in it.
  var again: String?
  /// What stands where no advice or memory is.
  var nothing: String
  /// The closed language of a world that speaks to small models.
  var language: WorldLanguage?

  /// - Parameter fields: the answer.
  /// - Throws: `AnswerProblem`.
  init(_ fields: AnswerFields) throws(AnswerProblem) {
    let spoken = try fields.whole("protocol", in: 0...1000) ?? Self.version
    guard spoken == Self.version else {
      throw AnswerProblem("'protocol' is \(spoken), and \(Self.version) is spoken here")
    }
    name = try fields.required("name", upTo: 40)
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) })
    else { throw AnswerProblem("'name' is not made of letters, digits, '-', '_' and '.'") }
    worldVersion = try fields.text("version", upTo: 40) ?? "1"
    wordings = try Self.wordings(fields)
    counts = try Self.counts(fields)
    legend = try Self.legend(fields)
    actions = try fields.texts("actions", upTo: 100) ?? []
    rewards = try Self.rewards(fields)
    reflect = try fields.text("reflect")
    reflectLength = try fields.length("reflect_length") ?? .text(upTo: 400)
    again = try fields.text("again")
    nothing = try fields.text("nothing", upTo: 200) ?? "none"
    language = try fields.object("language").map { fields throws(AnswerProblem) in
      try WorldLanguage(fields)
    }
  }

  private static func wordings(_ fields: AnswerFields) throws(AnswerProblem) -> [Wording] {
    var wordings: [Wording] = []
    for name in try fields.texts("wordings", upTo: 4) ?? [Wording.plain.rawValue] {
      guard let wording = Wording(rawValue: name) else {
        throw AnswerProblem(
          "'wordings' has '\(name)'; there are "
            + Wording.allCases.map { "'\($0.rawValue)'" }.joined(separator: " and "))
      }
      wordings.append(wording)
    }
    guard !wordings.isEmpty else { throw AnswerProblem("'wordings' is empty") }
    return wordings
  }

  /// A split without a number has as many tasks as are asked for, one that is left out has none.
  private static func counts(_ fields: AnswerFields) throws(AnswerProblem) -> [TaskSplit: Int?] {
    guard let tasks = try fields.object("tasks") else {
      throw AnswerProblem(
        "'tasks' is missing: the number of tasks of each split, such as "
          + "{\"training\": 100, \"held_out\": 20}, or \"any\" for as many as are asked for")
    }
    var counts: [TaskSplit: Int?] = [:]
    for split in TaskSplit.allCases {
      let name = split.protocolName
      if case .string("any")? = tasks.value(name) {
        counts[split] = .some(nil)
      } else if let count = try tasks.whole(name, in: 0...1_000_000_000) {
        counts[split] = count
      } else {
        counts[split] = 0
      }
    }
    for split in [TaskSplit.training, .heldOut] where counts[split] == 0 {
      throw AnswerProblem(
        "'tasks' has none for '\(split.protocolName)': training and measuring need tasks of their own"
      )
    }
    return counts
  }

  private static func legend(_ fields: AnswerFields) throws(AnswerProblem) -> [LegendEntry] {
    var legend: [LegendEntry] = []
    for entry in try fields.objects("legend", upTo: 64) ?? [] {
      let symbol = try entry.required("symbol", upTo: 1)
      let meaning = try entry.required("meaning", upTo: 80)
      var look: TileLook?
      if let role = try entry.text("role", upTo: 20) {
        guard let role = TileRole(rawValue: role) else {
          throw AnswerProblem(
            "'\(entry.key("role"))' is '\(role)'; there are "
              + TileRole.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", "))
        }
        look = TileLook(role, sign: try entry.text("sign", upTo: 1)?.first)
      }
      legend.append(LegendEntry(symbol: symbol, meaning: meaning, look: look))
    }
    guard Set(legend.map(\.symbol)).count == legend.count else {
      throw AnswerProblem("'legend' explains a symbol twice")
    }
    return legend
  }

  private static func rewards(_ fields: AnswerFields) throws(AnswerProblem) -> ClosedRange<Double> {
    guard fields.value("rewards") != nil else { return 0...1 }
    let ends = try fields.list("rewards", upTo: 2) ?? []
    let numbers = ends.compactMap { value -> Double? in
      switch value {
      case .integer(let number): Double(number)
      case .number(let number) where number.isFinite: number
      default: nil
      }
    }
    guard numbers.count == 2, numbers[0] <= numbers[1] else {
      throw AnswerProblem("'rewards' is not [LEAST, MOST], two numbers")
    }
    return numbers[0]...numbers[1]
  }
}
