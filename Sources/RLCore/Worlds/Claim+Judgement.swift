/// What the claims of one text come to, in a word each.
extension [Claim] {
  /// Whether it says of nothing how it is.
  package var isVague: Bool { !contains { $0.kind == .rule } }

  /// Whether it says something false as if its writer knew it; a wrong guess is none.
  package var isFalse: Bool {
    contains { $0.kind == .rule && $0.verdict == .wrong && !$0.isGuess }
  }
}
