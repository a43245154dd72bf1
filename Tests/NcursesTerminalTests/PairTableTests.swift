import Testing

@testable import NcursesTerminal

@Suite struct `Colour pairs` {
  private static func pair(_ foreground: Int32, _ background: Int32) -> PairTable.Pair {
    PairTable.Pair(foreground: foreground, background: background)
  }

  @Test func `keep their number and are defined once`() {
    var table = PairTable(limit: 4)
    var defined = [Int32]()
    let first = table.number(for: Self.pair(1, 2)) { number, _ in defined.append(number) }
    let second = table.number(for: Self.pair(1, 2)) { number, _ in defined.append(number) }
    #expect(first == second)
    #expect(defined == [first])
    #expect(first != 0)
  }

  @Test func `need no number for the terminal's own colours`() {
    var table = PairTable(limit: 4)
    let number = table.number(for: Self.pair(-1, -1)) { _, _ in Issue.record("defined") }
    #expect(number == 0)
  }

  @Test func `fall back to the glyph's colour when they run out`() {
    var table = PairTable(limit: 3)
    let plain = table.number(for: Self.pair(1, -1)) { _, _ in }
    let full = table.number(for: Self.pair(1, 2)) { _, _ in }
    #expect(plain != full)
    #expect(table.number(for: Self.pair(1, 5)) { _, _ in Issue.record("defined") } == plain)
    #expect(table.number(for: Self.pair(7, 5)) { _, _ in Issue.record("defined") } == 0)
    #expect(table.number(for: Self.pair(1, 2)) { _, _ in Issue.record("defined") } == full)
  }

  @Test func `are none at all in a terminal without them`() {
    var table = PairTable(limit: 1)
    #expect(table.number(for: Self.pair(1, 2)) { _, _ in Issue.record("defined") } == 0)
  }
}
