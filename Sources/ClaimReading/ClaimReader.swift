import RLCore

/// Finds what a text claims about a task and holds it against the truth and the attempt.
///
/// Reads the compact language of small models and plain English alike. What it does not
/// understand it leaves out: a claim that is missed lowers no score.
package struct ClaimReader: Sendable {
  let truth: TaskTruth
  let evidence: TaskTruth.Evidence
  /// The words that the attempt was told, wrote and did, in lower case with single spaces.
  let transcript: String
  let transcriptWords: Set<String>
  let actions: Set<String>

  /// A reader of texts about a task after an attempt at it.
  package init(_ truth: TaskTruth, after turns: [Turn]) {
    self.truth = truth
    evidence = truth.evidence(turns)
    let words = turns.flatMap { [$0.observation, $0.text, $0.action ?? ""] }
      .flatMap(ClaimWords.spoken)
    transcript = " " + words.joined(separator: " ") + " "
    transcriptWords = Set(words)
    actions = Set(turns.compactMap(\.action))
  }

  /// The claims of a text, in the order in which they begin.
  package func claims(in text: String) -> [Claim] {
    let words = ClaimWords.of(text)
    guard !words.isEmpty else { return [] }
    var claims: [Claim] = []
    let bare = words.filter { $0.text != "\n" }
    if isCompact(bare) {
      claims += compactRules(bare) + compactCause(bare)
    } else {
      for sentence in sentences(words) {
        var reading = RuleReading(reader: self, words: sentence)
        claims += reading.claims()
        claims += statements(sentence) + causes(sentence)
      }
    }
    claims += leaks(words) + answers(words) + quotes(words) + names(words)
    return claims.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }.map(\.element)
  }

  // MARK: - Compact rulebooks

  /// Whether nearly every word belongs to a rulebook.
  private func isCompact(_ words: [ClaimWord]) -> Bool {
    guard !truth.symbols.isEmpty, !words.contains(where: \.isMark) else { return false }
    let known = words.count { truth.symbols[$0.text] != nil || role(of: $0) != nil }
    return known * 4 >= words.count * 3 || isCause(words)
  }

  private func isCause(_ words: [ClaimWord]) -> Bool {
    guard words.count >= 2, words.count <= 4 else { return false }
    return truth.causes.contains { $0.name == words[1].text }
  }

  /// The roles of a word of a compact rulebook; none for what is said to be unknown.
  private func role(of word: ClaimWord) -> Set<String>? {
    if RoleLexicon.unknown.contains(word.text) { return [] }
    return truth.lexicon.phrases[word.stem]?.first {
      $0.stems.count == 1 && $0.style == .noun
    }?.roles
  }

  private func compactRules(_ words: [ClaimWord]) -> [Claim] {
    zip(words, words.dropFirst()).compactMap { symbol, word in
      guard truth.symbols[symbol.text] != nil, let roles = role(of: word), !roles.isEmpty else {
        return nil
      }
      return rule(
        about: symbol.text, roles, isDenied: false,
        at: symbol.range.lowerBound..<word.range.upperBound)
    }
  }

  /// "C fell" at the beginning: what decided the attempt.
  private func compactCause(_ words: [ClaimWord]) -> [Claim] {
    guard words.count >= 2, truth.causes.contains(where: { $0.name == words[1].text }) else {
      return []
    }
    let isTrue =
      words[1].text == evidence.cause && words[0].text == evidence.culprit ?? "none"
    return [
      Claim(
        .grounding, isTrue ? .right : .wrong, about: "cause",
        at: words[0].range.lowerBound..<words[1].range.upperBound, isShown: isTrue)
    ]
  }

  /// A claim that a symbol stands, or does not stand, for one of some roles.
  func rule(
    about symbol: String, _ roles: Set<String>, isDenied: Bool, at range: Range<Int>,
    isGuess: Bool = false
  ) -> Claim {
    let subject = isDenied ? Claim.denial + symbol : symbol
    guard let role = truth.symbols[symbol] else {
      return Claim(
        .rule, .unsupported, about: subject, at: range, isShown: false, said: roles.sorted(),
        isGuess: isGuess)
    }
    return Claim(
      .rule, roles.contains(role) != isDenied ? .right : .wrong, about: subject, at: range,
      isShown: evidence.symbols.contains(symbol), said: roles.sorted(), isGuess: isGuess)
  }

  // MARK: - Sentences

  private func sentences(_ words: [ClaimWord]) -> [[ClaimWord]] {
    var sentences: [[ClaimWord]] = [[]]
    for word in words {
      if Self.ends.contains(word.text) {
        // What is asked is not claimed.
        if word.text == "?" { sentences[sentences.count - 1] = [] }
        sentences.append([])
      } else {
        sentences[sentences.count - 1].append(word)
      }
    }
    return sentences.filter { !$0.isEmpty }
  }

  private static let ends: Set<String> = ["\n", ".", "!", "?", ";"]

  private func statements(_ words: [ClaimWord]) -> [Claim] {
    guard !words.contains(where: { Self.doubts.contains($0.lower) }) else { return [] }
    var claims: [Claim] = []
    for statement in truth.statements {
      for phrase in statement.stems {
        guard let found = phrase.match(in: words) else { continue }
        let isDenied =
          words[..<found.upperBound].suffix(found.count + 3)
          .count { RuleReading.isNegation($0.lower) } % 2 == 1
        claims.append(
          Claim(
            .rule, statement.isTrue != isDenied ? .right : .wrong,
            about: isDenied ? Claim.denial + statement.subject : statement.subject,
            at: words[found.lowerBound].range
              .lowerBound..<words[found.upperBound - 1].range
              .upperBound, isShown: false))
        break
      }
    }
    return claims + budget(words)
  }

  private static let doubts: Set<String> = ["whether", "unclear", "unsure", "if"]

  /// Such as "You have 8 moves".
  private func budget(_ words: [ClaimWord]) -> [Claim] {
    guard let budget = truth.budget, words.contains(where: { Self.limits.contains($0.lower) })
    else { return [] }
    return zip(words, words.dropFirst()).compactMap { count, unit in
      guard let number = Self.number(count.lower), Self.units.contains(unit.stem) else {
        return nil
      }
      return Claim(
        .rule, number == budget ? .right : .wrong, about: "budget",
        at: count.range.lowerBound..<unit.range.upperBound, isShown: false)
    }
  }

  private static let limits: Set<String> = [
    "have", "has", "budget", "most", "limit", "limited", "maximum", "max", "only", "within",
    "allowed", "after",
  ]
  private static let units: Set<String> = Set(
    ["move", "turn", "step", "action"].map { Stem.of($0) })

  static func number(_ word: String) -> Int? {
    if let number = Int(word) { return number }
    return ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
      .firstIndex(of: word).map { $0 + 1 }
  }

  /// "It fell into a hole": how the attempt is said to have ended.
  private func causes(_ words: [ClaimWord]) -> [Claim] {
    guard evidence.cause != nil, words.contains(where: { Self.past.contains($0.lower) }),
      !words.contains(where: { Self.suppositions.contains($0.lower) })
    else { return [] }
    for cause in truth.causes {
      for phrase in cause.stems {
        guard let found = phrase.match(in: words),
          !words[..<found.lowerBound].suffix(3).contains(where: { RuleReading.isNegation($0.lower) }
          )
        else { continue }
        let isTrue = cause.name == evidence.cause
        return [
          Claim(
            .grounding, isTrue ? .right : .wrong, about: "cause",
            at: words[found.lowerBound].range
              .lowerBound..<words[found.upperBound - 1].range
              .upperBound, isShown: isTrue)
        ]
      }
    }
    return []
  }

  private static let suppositions: Set<String> = ["if", "when", "whenever", "unless"]
  /// Words of somebody who tells what happened.
  private static let past: Set<String> = [
    "i", "was", "were", "attempt", "had", "did", "ran", "fell", "died", "got", "we", "made", "won",
    "reached",
    "last", "failed",
  ]
}
