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
  let colours: Colours

  func text(of attempt: HandAttempt) -> String {
    attempt.board.isEmpty ? transcript(of: attempt) : boardText(of: attempt)
  }

  /// A task without a board is what was said: the words of the world, and calls behind "›".
  private func transcript(of attempt: HandAttempt) -> String {
    var lines = [attempt.task.id, "", attempt.episode.prompt(advice: nil).text]
    for turn in attempt.turns { lines += ["› \(turn.action ?? "thought")", turn.observation] }
    lines.append("")
    if let turn = attempt.turns.last { lines.append(said(turn, after: attempt.turns.count)) }
    if attempt.isDone { lines.append(attempt.episode.feedback) }
    if showsTruth {
      lines.append(legend.map { "\($0.symbol) \($0.meaning)" }.joined(separator: "  "))
    }
    lines.append("search: WORDS or answer: ANSWER · u undo · n new task · q quit")
    return lines.map { $0.split(separator: "\n", omittingEmptySubsequences: false) }.joined()
      .map { String($0).safeForTerminals }.joined(separator: "\n")
  }

  private func boardText(of attempt: HandAttempt) -> String {
    var lines = [attempt.task.id, ""]
    lines += rows(of: attempt)
    lines.append("")
    if let turn = attempt.turns.last { lines.append(said(turn, after: attempt.turns.count)) }
    if attempt.isDone { lines.append(attempt.episode.feedback) }
    if showsTruth { lines.append(key) }
    lines.append("arrows or hjkl move · u undo · n new task · q quit")
    return lines.joined(separator: "\n")
  }

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
    let reward = turn.reward == turn.reward.rounded() ? "\(Int(turn.reward))" : "\(turn.reward)"
    return "turn \(count): \(turn.action ?? "thought"), \(turn.outcome.rawValue), reward \(reward)"
  }

  // MARK: - Symbols

  private static let player = "player"

  private var agent: String {
    let symbol = legend.first { $0.meaning == Self.player }?.symbol ?? "@"
    return painted(showsTruth ? "@" : symbol, "1;7")
  }

  private func cell(_ symbol: String) -> String {
    guard showsTruth else { return painted(symbol, colour(ofSymbol: symbol)) }
    let meaning = legend.first { $0.symbol == symbol }?.meaning ?? ""
    return painted(Self.sign(of: meaning) ?? symbol, Self.colour(ofMeaning: meaning))
  }

  private var key: String {
    let meanings = legend.map(\.meaning).reduce(into: [String]()) { seen, meaning in
      if meaning != Self.player, !seen.contains(meaning) { seen.append(meaning) }
    }
    return
      (["@ \(Self.player)"]
      + meanings.compactMap { meaning in
        Self.sign(of: meaning).map { "\($0) \(meaning)" }
      }).joined(separator: "  ")
  }

  /// Safe ground recedes, and boxes and walls look as they always do; else the first letter.
  private static func sign(of meaning: String) -> String? {
    switch meaning {
    case "safe", "floor": "."
    case "wall": "#"
    case "box": "$"
    case "box on goal": "*"
    case "player on goal": "+"
    default: meaning.first.map { String($0).uppercased() }
    }
  }

  private static func colour(ofMeaning meaning: String) -> String {
    switch meaning {
    case "goal", "box on goal": "32"
    case "box": "33"
    case "hole": "31"
    default: "2"
    }
  }

  /// A colour for each symbol that tells nothing about its meaning.
  private func colour(ofSymbol symbol: String) -> String {
    let place = legend.firstIndex { $0.symbol == symbol } ?? 0
    return "\(31 + place % 6)"
  }

  private func painted(_ text: String, _ code: String) -> String {
    colours == .shown ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
