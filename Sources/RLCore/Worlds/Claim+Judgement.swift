/// What the claims of one text come to, in a word each.
extension [Claim] {
  /// Whether it says of nothing how it is.
  package var isVague: Bool { !contains { $0.kind == .rule } }

  /// Whether it says something false as if its writer knew it; a wrong guess is none.
  package var isFalse: Bool {
    contains { $0.kind == .rule && $0.verdict == .wrong && !$0.isGuess }
  }
}

extension [Claim] {
  /// What a text says of how the world works and of the way through it, whatever its words.
  ///
  /// It serves to tell that two reflections say the same, so it holds no verdict: whoever compares
  /// need not know the truth.
  ///
  /// - Parameter text: the text of the claims.
  /// - Returns: equal strings for equal meanings; `nil` where nothing of the kind is said.
  package func meaning(of text: String) -> String? {
    let said = compactMap { claim -> String? in
      guard claim.kind == .rule || claim.leak?.isRoute == true else { return nil }
      let words = claim.words(in: text).lowercased()
      let what = claim.said.isEmpty ? words : claim.said.joined(separator: "/")
      return "\(claim.subject)\(claim.isGuess ? "?" : "="):\(what)"
    }
    return said.isEmpty ? nil : Set(said).sorted().joined(separator: " ")
  }
}
