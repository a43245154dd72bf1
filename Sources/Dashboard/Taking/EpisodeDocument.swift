import RLCore
import RunModel
import TerminalUI

/// An episode as a page of text: what was asked, both boards, every word.
enum EpisodeDocument {
  static func takeaway(_ episode: Int, of state: DashboardState) -> Takeaway? {
    guard let record = state.run.episodes[episode], let texts = state.texts(of: episode) else {
      return nil
    }
    return Takeaway(
      "episode \(episode)", file: "episode-\(episode).txt",
      text: heading(record, of: state) + boards(texts)
        + EpisodeWords.transcript(texts).map(\.text).joined())
  }

  private static func heading(_ record: EpisodeRecord, of state: DashboardState) -> String {
    let run = state.run.start.map { start in
      [start.run, start.environment, start.algorithm].filter { !$0.isEmpty }.joined(
        separator: " · ")
    }
    let outcome = Symbols.outcome(of: record, in: state.run).text
    return """
      episode \(record.id) · step \(record.step) · group \(record.group) · \(outcome)
      run \(run ?? state.open.name)
      task \(record.task)
      \(legend(state.run.start?.legend ?? []))

      """
  }

  private static func legend(_ entries: [LegendEntry]) -> String {
    entries.isEmpty
      ? ""
      : "symbols " + entries.map { "\($0.symbol) \($0.meaning)" }.joined(separator: ", ") + "\n"
  }

  /// Both attempts side by side as the screen shows them, without the colours.
  private static func boards(_ texts: EpisodeTexts) -> String {
    guard let first = texts.first, !first.board.isEmpty else { return "" }
    let before = picture(first, "first attempt")
    let after = texts.second.map {
      picture($0, "second attempt", ghost: BoardPicture.end(of: first))
    }
    let width = (before.map(\.count).max() ?? 0) + 4
    let rows = (0..<max(before.count, after?.count ?? 0)).map { row in
      let left = row < before.count ? before[row] : ""
      let right = after.flatMap { row < $0.count ? $0[row] : nil } ?? ""
      return left + String(repeating: " ", count: width - left.count) + right
    }
    return rows.map(\.withoutTrailingBlanks).joined(separator: "\n") + "\n\n"
  }

  private static func picture(
    _ attempt: AttemptRecord, _ title: String, ghost: Int? = nil
  ) -> [String] {
    let board = BoardPicture(attempt, turns: nil, legend: [], ghost: ghost)
    var canvas = Canvas(width: min(board.width, 300), height: min(board.height, 100))
    board.draw(in: canvas.bounds, on: &canvas)
    return [title] + canvas.lines
  }
}

extension String {
  fileprivate var withoutTrailingBlanks: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
