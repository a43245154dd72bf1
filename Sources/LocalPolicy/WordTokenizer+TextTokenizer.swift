import RLCore
import TinyTransformer

extension WordTokenizer: TextTokenizer {
  package var beginToken: Int32 { self[.beginning] }

  package var endToken: Int32 { self[.end] }

  /// The words of a text that have no token of their own, and marks that no text may hold.
  package func unreadableWords(in text: String) -> [String] {
    let marks = Set([self[.beginning], self[.end], self[.unknown]].map(word(of:)))
    return text.split(whereSeparator: \.isWhitespace).map(String.init)
      .filter { token(of: $0) == nil || marks.contains($0) }
  }

  package func decode(_ tokens: [Int32]) -> String {
    tokens.map(word(of:)).joined(separator: " ")
  }
}
