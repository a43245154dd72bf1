import TerminalUI

/// Numbers for pairs of colours, which is how ncurses wants them.
///
/// A terminal has few of them. When they are used up, new pairs fall back to the glyph's colour
/// alone and then to no colour at all, which is legible; none is ever taken from what shows.
struct PairTable {
  struct Pair: Hashable {
    /// As ncurses counts colours; -1 is the terminal's own.
    let foreground: Int32
    let background: Int32
  }

  private var numbers: [Pair: Int32] = [:]
  private let limit: Int

  /// The pair 0 is the terminal's own colours and cannot be changed; `limit` counts it.
  init(limit: Int) {
    self.limit = limit
  }

  /// The number for a pair; `define` is called for one not used before.
  mutating func number(for pair: Pair, define: (Int32, Pair) -> Void) -> Int32 {
    if pair.foreground == -1, pair.background == -1 { return 0 }
    if let number = numbers[pair] { return number }
    guard numbers.count + 1 < limit else {
      let simpler = Pair(foreground: pair.foreground, background: -1)
      return pair == simpler ? 0 : numbers[simpler] ?? 0
    }
    let number = Int32(numbers.count + 1)
    numbers[pair] = number
    define(number, pair)
    return number
  }
}
