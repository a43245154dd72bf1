import RLCore

/// How an attempt is put into words.
package enum HotpotWording: Sendable, Equatable {
  /// For language models that read English.
  case plain
  /// For the embedded model: every word a token, and a rulebook of so many relations.
  case compact(relations: Int)

  /// How long a turn may be.
  var turnLength: ReplyLength {
    switch self {
    case .plain: .text(upTo: 400)
    case .compact: .words(CompactLanguage.turnWords)
    }
  }

  /// How long a reflection may be; the compact one is a rulebook.
  var reflectionLength: ReplyLength {
    switch self {
    case .plain: .text(upTo: 400)
    case .compact(let relations): .text(upTo: 2 * relations)
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
    case .compact: CompactLanguage.Result.invalid.rawValue
    }
  }

  /// The call of a turn.
  ///
  /// A compact one has the letter that was followed before its one word.
  func call(in text: String) -> HotpotCall? {
    let call = HotpotCall(reading: text)
    guard case .compact = self else { return call }
    func last(_ words: String) -> String { words.split(separator: " ").last.map(String.init) ?? "" }
    return switch call {
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
      let texts = paragraphs.map { "\($0.title) \($0.text)" }
      let found = texts.joined(separator: " \(CompactLanguage.Keyword.and.rawValue) ")
      return "\(CompactLanguage.Keyword.results.rawValue) "
        + (found.isEmpty ? CompactLanguage.none : found)
    }
  }

  /// An observation and the word to go on.
  func next(after observation: String, turnsLeft: Int) -> String {
    switch self {
    case .plain:
      joined([observation, turnsLeft == 1 ? "This is the last turn." : "\(turnsLeft) turns left."])
    case .compact: joined([observation, CompactLanguage.Keyword.turn.rawValue])
    }
  }

  /// What kind of thing an answer names, where the corpus says so in its first word.
  func kind(of answer: String, in retriever: any Retriever) -> String? {
    guard case .compact = self, let found = retriever.paragraph(titled: answer) else { return nil }
    return found.text.split(separator: " ").first.map(String.init)
  }
}

// MARK: - Requests

extension HotpotWording {
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
    case .compact(let relations):
      "\(CompactLanguage.Keyword.rules.rawValue) "
        + CompactLanguage.rulebook(advice, relations: relations)
        + " \(CompactLanguage.Keyword.question.rawValue) \(question) "
        + CompactLanguage.Keyword.turn.rawValue
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
    case .compact(let relations):
      "\(CompactLanguage.Keyword.memory.rawValue) "
        + CompactLanguage.rulebook(memory, relations: relations)
        + " \(CompactLanguage.Keyword.reflect.rawValue)"
    }
  }

  func retry(question: String) -> String {
    switch self {
    case .plain: joined(["Once more.", "Question: \(question)"])
    case .compact:
      "\(CompactLanguage.Keyword.again.rawValue) \(CompactLanguage.Keyword.question.rawValue) "
        + "\(question) \(CompactLanguage.Keyword.turn.rawValue)"
    }
  }
}
