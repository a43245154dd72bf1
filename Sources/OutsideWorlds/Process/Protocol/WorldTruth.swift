import Basics
import ClaimReading
import Environments
import RLCore

/// What is true of a task, as its world tells it.
///
/// With it, what reflections claim is held against the truth, as in the worlds that ship.
struct WorldTruth: Sendable, Equatable {
  /// What each symbol stands for, as a role.
  private let roles: [String: TileRole]
  private let statements: [Statement]
  private let budget: Int?
  /// Moves that solve the task, each way whole.
  private let solutions: [[String]]
  /// How moves are followed on the board, where that is known.
  private let walk: WalkTruth?
  private let answer: String?
  private let readsNames: Bool
  /// The words that people have for each way in which an attempt can end.
  private let causes: [String: [String]]
  /// Which of the causes each outcome is.
  private let endings: [String: String]

  private struct Statement: Sendable, Equatable {
    var subject: String
    var phrases: [String]
    var isTrue: Bool
  }

  init(_ fields: AnswerFields) throws(AnswerProblem) {
    roles = try Self.roles(fields)
    statements = try Self.statements(fields)
    budget = try fields.whole("budget", in: 1...1_000_000)
    solutions = try Self.solutions(fields)
    walk = try WalkTruth(fields)
    answer = try fields.text("answer", upTo: 1000)
    readsNames = try fields.flag("names") ?? false
    var causes: [String: [String]] = [:]
    if let table = try fields.object("causes") {
      for name in table.names { causes[name] = try table.texts(name) }
    }
    self.causes = causes
    var endings: [String: String] = [:]
    if let table = try fields.object("endings") {
      for name in table.names {
        let cause = try table.text(name, upTo: 40)
        guard TurnOutcome(rawValue: name) != nil, cause.map({ causes[$0] != nil }) ?? true else {
          throw AnswerProblem(
            "'\(table.key(name))' must be an outcome with one of the causes that are named")
        }
        endings[name] = cause
      }
    }
    self.endings = endings
  }

  /// How many symbols there are to be explained.
  var factCount: Int { roles.count }

  /// The truth as claims are held against it.
  ///
  /// - Parameter board: the board at the beginning of an attempt, as rows of symbols.
  /// - Returns: the truth, with what an attempt shows read from its turns.
  func truth(on board: [String]) -> TaskTruth {
    var truth = TaskTruth()
    truth.symbols = roles.mapValues(\.rawValue)
    truth.symbolCount = roles.count
    truth.lexicon = .grid
    truth.statements = statements.map { .init($0.subject, $0.phrases, isTrue: $0.isTrue) }
    truth.budget = budget
    truth.answer = answer
    truth.readsNames = readsNames
    truth.causes = causes.keys.sorted().map { .init($0, causes[$0] ?? []) }
    if let width = board.first?.count {
      truth.boardSize = (width, board.count)
      truth.squares = Set(
        board.indices.flatMap { row in
          (0..<width).map { GridSquare.name(column: $0, row: row) }
        })
    }
    if !solutions.isEmpty || walk != nil {
      truth.isSolved = { isSolved(by: $0, on: board) }
    }
    truth.evidence = { evidence(in: $0, board: board) }
    return truth
  }

  private func isSolved(by moves: [String], on board: [String]) -> Bool {
    solutions.contains { moves.starts(with: $0) }
      || walk?.leadsToGoal(moves, on: board, roles: roles, within: budget ?? .max) == true
  }

  /// What stood where the agent came has shown what it is, and how it ended the outcome tells.
  private func evidence(in turns: [Turn], board: [String]) -> TaskTruth.Evidence {
    var evidence = TaskTruth.Evidence()
    for (symbol, role) in roles where role == .agent { evidence.symbols.insert(symbol) }
    var ground = board.map(Array.init)
    var before: Int?
    for turn in turns where turn.outcome != .planned {
      if let at = turn.position, at != before, let symbol = Self.symbol(at, on: ground) {
        if before != nil || turn.wasEffective { evidence.symbols.insert(symbol) }
        evidence.culprit = symbol
      }
      before = turn.position ?? before
      if let board = turn.board { ground = board.map(Array.init) }
    }
    guard let last = turns.last else { return evidence }
    evidence.cause = endings[last.outcome.rawValue]
    if last.outcome != .solved, last.outcome != .failed { evidence.culprit = nil }
    if answer != nil { evidence.answer = last.action }
    return evidence
  }

  private static func symbol(_ square: Int, on board: [[Character]]) -> String? {
    guard let width = board.first?.count, width > 0, square >= 0, square < width * board.count
    else { return nil }
    let row = board[square / width]
    return row.indices.contains(square % width) ? String(row[square % width]) : nil
  }
}

// MARK: - Reading

extension WorldTruth {
  private static func roles(_ fields: AnswerFields) throws(AnswerProblem) -> [String: TileRole] {
    guard let table = try fields.object("symbols") else { return [:] }
    var roles: [String: TileRole] = [:]
    for symbol in table.names {
      let name = try table.required(symbol, upTo: 20)
      guard let role = TileRole(rawValue: name), role != .other else {
        throw AnswerProblem(
          "'\(table.key(symbol))' is '\(name)'; a symbol is one of "
            + TileRole.allCases.filter { $0 != .other }.map { "'\($0.rawValue)'" }
            .joined(separator: ", "))
      }
      roles[symbol] = role
    }
    return roles
  }

  private static func statements(_ fields: AnswerFields) throws(AnswerProblem) -> [Statement] {
    var statements: [Statement] = []
    for entry in try fields.objects("statements", upTo: 200) ?? [] {
      guard let isTrue = try entry.flag("true") else {
        throw AnswerProblem("'\(entry.key("true"))' is missing: whether the statement is true")
      }
      statements.append(
        Statement(
          subject: try entry.required("subject", upTo: 40),
          phrases: try entry.texts("phrases") ?? [], isTrue: isTrue))
    }
    return statements
  }

  private static func solutions(_ fields: AnswerFields) throws(AnswerProblem) -> [[String]] {
    var ways: [[String]] = []
    for (place, way) in (try fields.list("solutions", upTo: 1000) ?? []).enumerated() {
      guard case .array(let moves) = way else {
        throw AnswerProblem("'\(fields.key("solutions"))[\(place)]' is \(way.kind), not a list")
      }
      ways.append(
        moves.compactMap { if case .string(let move) = $0 { move } else { nil } })
    }
    return ways
  }
}
