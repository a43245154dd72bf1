import Foundation
import RLCore
import TerminalUI
import Testing

@testable import NcursesTerminal

/// Where a terminal really stands after a text, and where the program thinks that it stands.
@Suite(.serialized, .enabled(if: Terminal.isAvailable, "tmux is not installed"))
struct TextColumnTests {
  /// Wide characters, marks, joined and modified emoji, flags, controls, and what is none of them.
  private static let pieces = [
    "a", "Z ", "é", "e\u{301}", "o\u{308}\u{323}", "漢", "字", "한", "\u{1112}\u{1161}\u{11AB}",
    "か\u{3099}",
    "ｶﾞ", "👍", "👍🏽", "👩‍👩‍👧‍👦", "❤️", "❤︎", "☺️", "🇩🇪", "1️⃣", "🏴‍☠️", "✓", "→", "─", "⣿", "█", "ก็", "नि", "مر",
    "\u{200B}", "\u{200D}", "\u{202E}", "\u{AD}", "\u{FEFF}", "\t", "\u{1B}[31m", "\u{7}",
    "\u{9B}2J", "\u{FFFD}",
    "\u{E000}", "\u{1F9FF}", "\u{1FAE8}", "\u{A0}", "\u{3000}", "½", "…", "ﷺ", "𝔘", "ᚠ",
  ]

  private static let columns = 72

  /// The bytes of a row that is full to its last column.
  private func row(_ generator: inout SeededGenerator, _ painter: inout DirectPainter) -> String {
    var text = ""
    for _ in 0..<60 { text += Self.pieces.randomElement(using: &generator) ?? "" }
    var canvas = Canvas(width: Self.columns, height: 1)
    canvas.write(text, in: canvas.bounds, overflow: .clip)
    return painter.text(canvas.allCells, clears: false, cursor: nil)
  }

  @Test func `no text shifts a column`() throws {
    TerminalScreen.setLocale(for: .braille)
    var generator = SeededGenerator(seed: 1, purpose: "columns")
    var painter = DirectPainter(theme: .mono, depth: .mono)
    let terminal = try Terminal(columns: 80, rows: 24)
    let count = 300
    for number in 0..<count {
      _ = try terminal.folder.file("row\(number)", row(&generator, &painter))
    }
    // The terminal itself is asked where its cursor stands: ESC [ 6 n.
    _ = try terminal.folder.file(
      "ask",
      """
      stty raw -echo
      for number in $(seq 0 \(count - 1)); do
        printf '\\033[2J'; cat row$number; printf '\\033[6n'
        IFS= read -r -d R answer; printf '%s\\n' "${answer##*;}" >>columns
      done
      stty sane; touch done
      """)
    try terminal.run("bash ask")
    let isDone = terminal.waits(60) {
      FileManager.default.fileExists(atPath: terminal.folder.url.path + "/done")
    }
    #expect(isDone)
    let answers = terminal.text(of: "columns").split(separator: "\n")
    #expect(answers.count == count)
    for (number, answer) in answers.enumerated() {
      #expect(answer == "\(Self.columns + 1)", "\(terminal.text(of: "row\(number)"))")
    }
  }
}
