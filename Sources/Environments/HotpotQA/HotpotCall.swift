import Foundation

/// What a turn asks for: `search: words …` or `answer: …`.
package enum HotpotCall: Sendable, Equatable {
  case search(String)
  case answer(String)

  /// Reads the first call of a text; what stands before it is thought, and it ends with its line.
  ///
  /// Nothing is read where no call has anything behind its word.
  init?(reading text: String) {
    var rest = text[...]
    while let found = Self.nextCall(in: rest) {
      let line = rest[found.end...].prefix { !$0.isNewline }
      let words = PythonText.stripped(String(line.prefix(Self.longest)))
      if !words.isEmpty, words != Self.endMark {
        self = found.isSearch ? .search(words) : .answer(words)
        return
      }
      rest = rest[found.end...]
    }
    return nil
  }

  /// Reads a call that is put as a sentence: `… I search WORDS`, `… the answer is WORDS`.
  ///
  /// The last one of a text counts.
  init?(readingSentence text: String) {
    let words = text.prefix(Self.longest).split(whereSeparator: \.isWhitespace).map(String.init)
      .prefix { $0 != Self.endMark }
    var call: HotpotCall?
    for (place, word) in words.enumerated() {
      let rest = words[(place + 1)...].joined(separator: " ")
      switch word.lowercased() {
      case "search" where !rest.isEmpty: call = .search(rest)
      case "answer" where words[(place + 1)...].first?.lowercased() == "is":
        let answer = words[(place + 2)...].joined(separator: " ")
        if !answer.isEmpty { call = .answer(answer) }
      default: break
      }
    }
    guard let call else { return nil }
    self = call
  }

  /// The call as it is logged.
  var text: String {
    switch self {
    case .search(let words): "\(Self.searchWord) \(words)"
    case .answer(let words): "\(Self.answerWord) \(words)"
    }
  }

  static let searchWord = "search:"
  static let answerWord = "answer:"
  /// Longer calls are cut: nobody searches for a whole page.
  private static let longest = 1000
  private static let endMark = "<eos>"

  private static func nextCall(
    in text: Substring
  ) -> (isSearch: Bool, end: Substring.Index)? {
    let calls = [(searchWord, true), (answerWord, false)].compactMap { word, isSearch in
      place(of: word, in: text).map { (isSearch: isSearch, range: $0) }
    }
    return calls.min { $0.range.lowerBound < $1.range.lowerBound }
      .map { ($0.isSearch, $0.range.upperBound) }
  }

  /// Where a word stands that is not the end of a longer one.
  private static func place(of word: String, in text: Substring) -> Range<Substring.Index>? {
    var rest = text
    while let range = rest.range(of: word, options: [.caseInsensitive, .literal]) {
      let before = text[..<range.lowerBound].last
      if before?.isLetter != true, before?.isNumber != true { return range }
      rest = rest[range.upperBound...]
    }
    return nil
  }
}
