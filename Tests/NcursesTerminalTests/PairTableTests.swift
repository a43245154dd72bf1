import Testing

@testable import NcursesTerminal

@Test func `a pair of colours keeps its number`() {
  var table = PairTable(limit: 4)
  var defined = [Int32]()
  let pair = PairTable.Pair(foreground: 1, background: 2)
  let first = table.number(for: pair) { number, _ in defined.append(number) }
  let second = table.number(for: pair) { number, _ in defined.append(number) }
  #expect(first == second)
  #expect(defined == [first])
}
