extension StringProtocol {
  /// The same for the middle of a sentence, where words of others, which may be sentences of their
  /// own, stand.
  package var withoutFullStop: String {
    var rest = self[...]
    while let last = rest.last, last == "." || last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
