import RLCore

/// Answers, names and quoted words, looked for in the attempt.
extension ClaimReader {
  /// The true answer, and the one that the attempt gave.
  func answers(_ words: [ClaimWord]) -> [Claim] {
    var claims: [Claim] = []
    let gold = truth.answer.map(Self.bare) ?? []
    if let range = find(gold, in: words, needsAnswer: Self.isCommon(gold)) {
      claims.append(
        Claim(
          .leak, .right, about: Claim.Leak.answer.rawValue, at: range,
          isShown: isShown(gold)))
    }
    let own = evidence.answer.map(Self.bare) ?? []
    if own != gold, let range = find(own, in: words, needsAnswer: Self.isCommon(own)) {
      claims.append(
        Claim(.leak, .wrong, about: Claim.Leak.ownAnswer.rawValue, at: range, isShown: true))
    }
    return claims
  }

  private func isShown(_ words: [String]) -> Bool {
    transcript.contains(" " + words.joined(separator: " ") + " ")
  }

  private static func bare(_ text: String) -> [String] {
    ClaimWords.of(text).filter { !$0.isMark }.map(\.lower)
      .filter { !["a", "an", "the"].contains($0) }
  }

  /// Answers such as "yes" stand in any text; they count only where an answer is spoken of.
  private static func isCommon(_ words: [String]) -> Bool {
    words.count == 1
      && (words[0].count <= 3 || ["true", "false", "none", "right"].contains(words[0]))
  }

  private func find(
    _ answer: [String], in words: [ClaimWord], needsAnswer: Bool
  ) -> Range<Int>? {
    let bare = words.filter { !$0.isMark && !["a", "an", "the"].contains($0.lower) }
    guard !answer.isEmpty, bare.count >= answer.count else { return nil }
    for start in 0...(bare.count - answer.count)
    where answer.indices.allSatisfy({ bare[start + $0].lower == answer[$0] }) {
      let near = bare[max(0, start - 4)..<start]
      if needsAnswer, !near.contains(where: { $0.lower.hasPrefix("answer") }) { continue }
      return bare[start].range.lowerBound..<bare[start + answer.count - 1].range.upperBound
    }
    return nil
  }

  /// What stands between quotation marks, single symbols left out.
  func quotes(_ words: [ClaimWord]) -> [Claim] {
    var claims: [Claim] = []
    var open: Int?
    for (place, word) in words.enumerated() {
      guard ["\"", "“", "”"].contains(word.text) else {
        if word.text == "\n" { open = nil }
        continue
      }
      guard let start = open else {
        open = place
        continue
      }
      open = nil
      let inside = words[(start + 1)..<place]
      guard let first = inside.first, let last = inside.last,
        truth.symbols[first.text] == nil || inside.count > 1
      else { continue }
      claims.append(
        mention(inside.map(\.lower), first.range.lowerBound..<last.range.upperBound, "quote"))
    }
    return claims
  }

  /// Names of people and things: capitals that begin no sentence.
  func names(_ words: [ClaimWord]) -> [Claim] {
    guard truth.readsNames else { return [] }
    var claims: [Claim] = []
    var place = 0
    while place < words.count {
      var end = place
      while end < words.count, Self.isCapital(words[end]) { end += 1 }
      let startsSentence =
        place == 0 || [".", "\n", "!", "?", ":", "\""].contains(words[place - 1].text)
      if end - place >= 2 || (end - place == 1 && !startsSentence) {
        claims.append(
          mention(
            words[place..<end].map(\.lower),
            words[place].range.lowerBound..<words[end - 1].range.upperBound, "name"))
      }
      place = max(end, place + 1)
    }
    return claims
  }

  private static func isCapital(_ word: ClaimWord) -> Bool {
    guard let first = word.text.first, first.isUppercase, word.text.count > 1 else { return false }
    return word.text.dropFirst().contains(where: \.isLowercase)
  }

  private func mention(_ words: [String], _ range: Range<Int>, _ subject: String) -> Claim {
    let isShown = isShown(
      words.filter { $0.first?.isLetter == true || $0.first?.isNumber == true })
    return Claim(
      .grounding, isShown ? .right : .unsupported, about: subject, at: range, isShown: isShown)
  }
}
