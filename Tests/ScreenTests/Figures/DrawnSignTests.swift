import Foundation
import TerminalUI
import Testing

@testable import Dashboard

/// Every sign that any view of the recorded runs draws stands in that view's legend.
struct `Signs on the screen` {
  private static let runs = ["frozenlake-erl", "frozenlake-rlvr", "hotpotqa-erl", "sokoban-erl"]

  /// What is no sign: text, numbers, punctuation, the lines of boxes, and the dots of curves.
  private static func isSign(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first, !scalar.isASCII else { return false }
    if character.isLetter || character.isNumber || character.isWhitespace { return false }
    // Boxes, braille, halves and eighths of blocks: what they show is told beside them.
    let pictures: [ClosedRange<UInt32>] = [
      0x2500...0x257F, 0x2800...0x28FF, 0x2588...0x258F, 0x2594...0x2595,
    ]
    if pictures.contains(where: { $0.contains(scalar.value) }) { return false }
    return !"–−’“”≥≤·".contains(character)
  }

  @Test(arguments: runs)
  func `stand in the legend of their view`(run: String) throws {
    var screen = try RecordedScreen(run)
    for (key, view) in ViewCatalog.views {
      for start in [[], ["tab"], ["tab", "tab"], ["m"], ["c"], ["k", "k", "k"], ["h", "h"]] {
        screen.press(String(key))
        for name in start { screen.press(name) }
        let legend = LegendText(state: screen.state).symbols
        let missing = Set(screen.text.filter(Self.isSign)).filter { !legend.contains(String($0)) }
        #expect(missing.isEmpty, "\(view.id.name) after \(start): \(missing)")
        for _ in 0..<4 { screen.press("escape") }
      }
    }
  }
}
