import Foundation
import RLCore

/// Draws an attempt as text for a terminal or a pipe.
struct BoardPicture {
  enum Colours {
    case shown
    case none

    /// Shown on a terminal, unless `NO_COLOR` is set (no-color.org).
    static var forStandardOutput: Colours {
      let environment = ProcessInfo.processInfo.environment
      let isUnwanted = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
      return isatty(STDOUT_FILENO) == 1 && !isUnwanted && environment["TERM"] != "dumb"
        ? .shown : .none
    }
  }

  let legend: [LegendEntry]
  /// Whether meanings are shown instead of symbols.
  let showsTruth: Bool
  /// Whether what a policy is told is shown instead of a board.
  var showsWords = false
  /// How actions are written where no keys do it.
  var actionForms: [String] = []
  let colours: Colours

  func text(of attempt: HandAttempt) -> String {
    attempt.board.isEmpty || showsWords ? transcript(of: attempt) : boardText(of: attempt)
  }

  /// What was said: the words of the world, and actions behind "›".
  ///
  /// Where words are asked for, also those that a reflection on the attempt begins with.
  private func transcript(of attempt: HandAttempt) -> String {
    var lines = [attempt.task.id, "", attempt.episode.prompt(advice: nil).text]
    for turn in attempt.turns { lines += ["› \(turn.action ?? "thought")", turn.observation] }
    lines.append("")
    if let turn = attempt.turns.last { lines.append(said(turn, after: attempt.turns.count)) }
    if attempt.isDone { lines.append(attempt.episode.feedback) }
    if attempt.isDone, showsWords {
      lines += ["", attempt.episode.reflectionRequest(memory: nil).text, ""]
    }
    if showsTruth {
      lines.append(legend.map { "\($0.symbol) \($0.meaning)" }.joined(separator: "  "))
    }
    let forms = actionForms.isEmpty ? "an action" : actionForms.joined(separator: " or ")
    lines.append("\(attempt.board.isEmpty ? forms : Self.moveKeys) · \(Self.otherKeys)")
    return lines.map { $0.split(separator: "\n", omittingEmptySubsequences: false) }.joined()
      .map { String($0).safeForTerminals }.joined(separator: "\n")
  }

  private func boardText(of attempt: HandAttempt) -> String {
    // Tasks may come out of anybody's file, or from a world outside.
    var lines = [attempt.task.id.safeForTerminals, ""]
    lines += rows(of: attempt)
    lines.append("")
    if let turn = attempt.turns.last {
      lines.append(said(turn, after: attempt.turns.count).safeForTerminals)
    }
    if attempt.isDone { lines.append(attempt.episode.feedback.safeForTerminals) }
    if showsTruth { lines.append(key.safeForTerminals) }
    lines.append("\(Self.moveKeys) · \(Self.otherKeys)")
    return lines.joined(separator: "\n")
  }

  private static let moveKeys = "arrows or hjkl move"
  private static let otherKeys = "u undo · n new task · q quit"

  private func rows(of attempt: HandAttempt) -> [String] {
    let width = attempt.board.first?.count ?? 0
    return attempt.board.enumerated().map { row, tiles in
      let cells = tiles.enumerated().map { column, tile in
        let isAgent = attempt.position == row * width + column
        return isAgent ? agent : cell(String(tile))
      }
      return "  " + cells.joined(separator: " ")
    }
  }

  private func said(_ turn: Transition, after count: Int) -> String {
    let reward = DataTable.shortest(turn.reward)
    return "turn \(count): \(turn.action ?? "thought"), \(turn.outcome.rawValue), reward \(reward)"
  }

  // MARK: - Symbols

  private var agent: String {
    let symbol = legend.first { $0.look.role == .agent }?.symbol
    return painted(showsTruth ? Self.agentSign : symbol ?? Self.agentSign, "1;7")
  }

  private func cell(_ symbol: String) -> String {
    guard showsTruth else { return painted(symbol, colour(ofSymbol: symbol)) }
    let look = legend.first { $0.symbol == symbol }?.look
    return painted(look?.sign.map(String.init) ?? symbol, Self.colour(of: look?.role))
  }

  private static let agentSign = "@"

  /// What each sign means, each meaning once, the agent first.
  private var key: String {
    let agent = legend.first { $0.look.role == .agent }?.meaning ?? "agent"
    let others = legend.filter { $0.look.role != .agent }.reduce(into: [LegendEntry]()) {
      seen, entry in
      if !seen.contains(where: { $0.meaning == entry.meaning }) { seen.append(entry) }
    }
    let signs = others.compactMap { entry in entry.look.sign.map { "\($0) \(entry.meaning)" } }
    return (["\(Self.agentSign) \(agent)"] + signs).joined(separator: "  ")
  }

  private static func colour(of role: TileRole?) -> String {
    switch role {
    case .goal: "32"
    case .movable: "33"
    case .danger: "31"
    default: "2"
    }
  }

  /// A colour for each symbol that tells nothing about its meaning.
  private func colour(ofSymbol symbol: String) -> String {
    let place = legend.firstIndex { $0.symbol == symbol } ?? 0
    return "\(31 + place % 6)"
  }

  private func painted(_ text: String, _ code: String) -> String {
    let text = text.safeForTerminals
    return colours == .shown ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
