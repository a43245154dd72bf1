import Testing

@testable import TerminalUI

@Suite struct `Help` {
  @Test func `is drawn from the key map with its keys in one column`() {
    let map = KeyMap<Int>([
      KeyBinding([.character("j"), .down], "a", 1, "go down", group: "Moving"),
      KeyBinding([.enter], "b", 2, "open", group: "Moving"),
    ])
    let lines = map.helpLines.map { $0.map(\.text).joined() }
    #expect(lines == ["Moving", "  j ↓    go down", "  Enter  open", ""])
  }
}
