import RLCore

/// How an attempt is put into words.
package enum HotpotWording: Sendable, Equatable {
  /// For language models that read English.
  case plain
  /// For the embedded model: a closed English, every word of which is a token.
  case compact(relations: Int)

  /// How long a turn may be.
  var turnLength: ReplyLength {
    switch self {
    case .plain: .text(upTo: 400)
    case .compact: .words(CompactLanguage.turnWords)
    }
  }

  /// How long a reflection may be.
  var reflectionLength: ReplyLength {
    switch self {
    case .plain: .text(upTo: 400)
    case .compact: .text(upTo: CompactLanguage.language.noteLength)
    }
  }

  func joined(_ parts: [String]) -> String {
    let separator =
      switch self {
      case .plain: "\n"
      case .compact: " "
      }
    return parts.filter { !$0.isEmpty }.joined(separator: separator)
  }

  var invalidTurn: String {
    switch self {
    case .plain: "This turn held neither `search: WORDS` nor `answer: ANSWER`."
    case .compact: "You did nothing."
    }
  }

  /// The call of a turn.
  ///
  /// A compact one is a sentence, `… so now I search Kara` or `… so the answer is Kara`, and only
  /// its last word is heard.
  func call(in text: String) -> HotpotCall? {
    guard case .compact = self else { return HotpotCall(reading: text) }
    func last(_ words: String) -> String { words.split(separator: " ").last.map(String.init) ?? "" }
    return switch HotpotCall(reading: text) ?? HotpotCall(readingSentence: text) {
    case .search(let words): .search(last(words))
    case .answer(let words): .answer(last(words))
    case nil: nil
    }
  }

  /// What a search found, or that it found nothing.
  func results(_ paragraphs: [Paragraph]) -> String {
    switch self {
    case .plain:
      guard !paragraphs.isEmpty else { return "The search found nothing." }
      let lines = paragraphs.enumerated().map { "[\($0 + 1)] \($1.title): \($1.text)" }
      return joined(["Results:"] + lines)
    case .compact:
      let found = paragraphs.map(\.text).joined(separator: " ")
      return "Found: \(found.isEmpty ? "nothing." : found)"
    }
  }

  /// An observation and the word to go on.
  func next(after observation: String, turnsLeft: Int) -> String {
    switch self {
    case .plain:
      joined([observation, Self.turnsLeft(turnsLeft)])
    case .compact: joined([observation, "Turn:"])
    }
  }

  static func turnsLeft(_ count: Int) -> String {
    count == 1 ? "This is the last turn." : "\(count) turns left."
  }

  /// What kind of thing an answer names, where the corpus says so in its first words.
  func kind(of answer: String, in retriever: any Retriever) -> String? {
    guard case .compact = self, let found = retriever.paragraph(titled: answer) else { return nil }
    // "Kara is a film with …"
    return found.text.split(separator: " ").dropFirst(3).first.map(String.init)
  }
}

// MARK: - Requests

extension HotpotWording {
  /// - Parameters:
  ///   - question: what is asked.
  ///   - advice: what is known beforehand, already in the wording's own words.
  ///   - budget: turns of an attempt.
  /// - Returns: what is told before the first turn.
  func opening(question: String, advice: String?, budget: Int) -> String {
    switch self {
    case .plain:
      joined([
        "Answer the question with the help of a search tool. Each turn holds one call on a line of "
          + "its own: `search: WORDS` shows what is known, and `answer: ANSWER`, as short as "
          + "possible, ends the attempt. There are \(budget) turns.",
        advice.map { $0.isEmpty ? "" : "What was learnt before:\n\($0)" } ?? "",
        "Question: \(question)",
      ])
    case .compact: "\(question) Advice: \(advice ?? ClosedLanguage.nothing) Turn:"
    }
  }

  func reflectionRequest(memory: String?) -> String {
    switch self {
    case .plain:
      joined([
        "Earlier rules, which may be wrong: \(memory.map { $0.isEmpty ? "none" : $0 } ?? "none")",
        "Write a short set of rules that would help to answer such questions, between <prompt> and "
          + "</prompt>.",
      ])
    case .compact: "Memory: \(memory ?? ClosedLanguage.nothing) Reflection:"
    }
  }

  func retry(question: String) -> String {
    switch self {
    case .plain: joined(["Once more.", "Question: \(question)"])
    case .compact: "Try again. \(question) Turn:"
    }
  }
}
