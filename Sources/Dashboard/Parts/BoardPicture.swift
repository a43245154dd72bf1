import RLCore
import RunModel
import TerminalUI

/// A board with the way that an attempt took over it.
///
///      D  D  D  C          each tile: a mark, the letter that the policy sees, the move made
///     ›D→ D↓ C  D          › the start   ◉ where the agent is   ✗ where it came to grief
///      D  D→◉B  D          ◌ where the first attempt was by then
///
/// Colours say what a letter means in truth; the letters stay what the policy sees.
struct BoardPicture {
  static let tileWidth = 3

  private let rows: [[Character]]
  private let legend: [LegendEntry]
  private let start: Int?
  private let here: Int?
  private let isDead: Bool
  private let moves: [Int: Character]
  /// Where the attempt before this one was by then.
  private let ghost: Int?

  /// `turns` counts those that have been played; all of them if `nil`.
  init(_ attempt: AttemptRecord, turns: Int?, legend: [LegendEntry], ghost: Int? = nil) {
    let played = attempt.turns.prefix(max(0, turns ?? attempt.turns.count))
    rows = (played.last { $0.board != nil }?.board ?? attempt.board).map(Array.init)
    self.legend = legend
    self.ghost = ghost
    start = attempt.start
    here = played.last { $0.position != nil }?.position ?? attempt.start
    isDead = played.last?.outcome == .failed
    var place = attempt.start
    var moves: [Int: Character] = [:]
    for turn in played {
      if let action = turn.action, turn.wasEffective, let from = place, turn.position != from {
        moves[from] = Symbols.arrow(action)
      }
      place = turn.position ?? place
    }
    self.moves = moves
  }

  /// Where an attempt was after so many turns, or at its end.
  static func position(in attempt: AttemptRecord, after turns: Int?) -> Int? {
    let played = attempt.turns.prefix(max(0, turns ?? attempt.turns.count))
    return played.last { $0.position != nil }?.position ?? attempt.start
  }

  static func end(of attempt: AttemptRecord) -> Int? { position(in: attempt, after: nil) }

  var width: Int { (rows.map(\.count).max() ?? 0) * Self.tileWidth }
  var height: Int { rows.count }

  func draw(in area: Rect, on canvas: inout Canvas) {
    let columns = rows.map(\.count).max() ?? 0
    for (row, tiles) in rows.enumerated() where row < area.height {
      for (column, letter) in tiles.enumerated() {
        let tile = row * columns + column
        draw(tile, letter, row: row, column: column * Self.tileWidth, in: area, on: &canvas)
      }
    }
  }

  private func draw(
    _ tile: Int, _ letter: Character, row: Int, column: Int, in area: Rect,
    on canvas: inout Canvas
  ) {
    let role = Symbols.role(of: letter, legend: legend)
    var style = Style(role)
    if moves[tile] != nil { style = style.bold }
    if tile == here { style = Style(isDead ? .bad : .agent).bold.over(.selection) }
    let spans = [
      Span(mark(of: tile), tile == here ? style : .muted), Span(String(letter), style),
      Span(moves[tile].map(String.init) ?? " ", .accent),
    ]
    canvas.write(spans, row: row, column: column, in: area, overflow: .clip)
  }

  private func mark(of tile: Int) -> String {
    if tile == here { return (isDead ? Sign.failed : .here).symbol }
    if tile == ghost { return Sign.ghost.symbol }
    return tile == start ? Sign.start.symbol : " "
  }
}
