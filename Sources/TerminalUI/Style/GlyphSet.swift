/// What the terminal's font and locale can show, from the richest to the plainest.
package enum GlyphSet: String, CaseIterable, Hashable, Sendable {
  /// Curves of 2 × 4 dots a cell, and everything below.
  case braille
  /// Curves of 2 × 2 quarters a cell; box drawing and block elements.
  case block
  /// Letters and punctuation only; every other character is replaced by its nearest one.
  case ascii
}
