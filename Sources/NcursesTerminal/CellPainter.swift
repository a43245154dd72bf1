import CNcurses
import Glibc
import TerminalUI

/// Puts cells into the window of ncurses, with the nearest look that the terminal has.
struct CellPainter {
  let theme: Theme
  let depth: ColourDepth
  /// As many as the terminal's description has; 0 for none.
  let colours: Int32
  private var pairs: PairTable
  private var looks: [Style: (attributes: attr_t, pair: Int16)] = [:]
  private var measure = CellMeasure()
  /// The look of the cell before, which most cells share.
  private var latest: (style: Style, look: Look)?
  private typealias Look = (attributes: attr_t, pair: Int16)

  /// The environment promises a depth; the terminal's description may allow less.
  init(theme: Theme, depth: ColourDepth) {
    self.theme = theme
    let hasColours = depth != .mono && has_colors()
    if hasColours {
      start_color()
      use_default_colors()
    }
    let colours = hasColours ? kolb_colours() : 0
    self.colours = colours
    let most: ColourDepth =
      switch colours {
      case (1 << 24)...: .truecolor
      case 256...: .indexed
      case 16...: .sixteen
      case 8...: .eight
      default: .mono
      }
    self.depth = min(depth, most)
    // The classic interface to cells counts pairs in 16 bits with a sign.
    self.pairs = PairTable(limit: hasColours ? min(Int(kolb_pairs()), Int(Int16.max)) : 1)
  }

  /// Draws a cell; nothing is sent before the screen is refreshed.
  mutating func paint(_ change: CellChange) {
    let look = look(of: change.cell.style)
    if measure.agrees(on: change.cell) {
      put(change.cell.text, column: change.column, row: change.row, look: look)
    } else {
      for place in 0..<Int(change.cell.width) {
        put("?", column: change.column + place, row: change.row, look: look)
      }
    }
  }

  private func put(_ text: String, column: Int, row: Int, look: Look) {
    // A character, its marks and the end; nothing is allocated, since a picture has thousands.
    let scalars = text.unicodeScalars
    withUnsafeTemporaryAllocation(of: wchar_t.self, capacity: text.utf8.count + 1) { characters in
      var count = 0
      for scalar in scalars {
        characters[count] = wchar_t(scalar.value)
        count += 1
      }
      characters[count] = 0
      var cell = cchar_t()
      guard setcchar(&cell, characters.baseAddress, look.attributes, look.pair, nil) == OK else {
        return
      }
      // The last cell of the screen is drawn although ncurses then reports an error.
      _ = mvadd_wch(Int32(row), Int32(column), &cell)
    }
  }

  private mutating func look(of style: Style) -> Look {
    if let latest, latest.style == style { return latest.look }
    let look = knownLook(of: style)
    latest = (style, look)
    return look
  }

  private mutating func knownLook(of style: Style) -> Look {
    if let known = looks[style] { return known }
    let wanted = theme.look(of: style, depth: depth)
    let attributes = Self.attributes(wanted.attributes)
    let pair = PairTable.Pair(
      foreground: Self.number(of: wanted.foreground),
      background: Self.number(of: wanted.background))
    let number = pairs.number(for: pair) { number, pair in
      init_extended_pair(number, pair.foreground, pair.background)
    }
    let look = (attributes, Int16(clamping: number))
    looks[style] = look
    return look
  }

  /// As ncurses counts colours; -1 is the terminal's own.
  private static func number(of colour: TerminalColour?) -> Int32 {
    switch colour {
    case nil: -1
    case .palette(let index): Int32(index)
    case .exact(let colour):
      Int32(colour.red) << 16 | Int32(colour.green) << 8 | Int32(colour.blue)
    }
  }

  private static func attributes(_ attributes: Attributes) -> attr_t {
    var result: attr_t = 0
    if attributes.contains(.bold) { result |= kolb_bold }
    if attributes.contains(.dim) { result |= kolb_dim }
    if attributes.contains(.underline) { result |= kolb_underline }
    if attributes.contains(.reverse) { result |= kolb_reverse }
    return result
  }
}
