/// A piece of text in one style; a line is an array of them.
package struct Span: Hashable, Sendable {
  package var text: String
  package var style: Style

  package init(_ text: String, _ style: Style = .text) {
    self.text = text
    self.style = style
  }
}

/// Where a text stands in the space it has.
package enum Alignment: Hashable, Sendable {
  case leading
  case centre
  case trailing
}

/// What becomes of a text that is too long.
package enum Overflow: Hashable, Sendable {
  /// Ends in "…" to say that something is missing.
  case ellipsis
  case clip
}
