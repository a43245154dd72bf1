/// An answer as the official evaluation compares it: lower case, without ASCII punctuation, without
/// the words a, an and the, words apart by single spaces.
///
/// Texts are compared by their scalars, as Python compares them; Swift's own comparison would
/// take canonically equivalent texts for equal.
struct NormalizedAnswer: Equatable {
  typealias Word = [Unicode.Scalar]

  let words: [Word]

  init(_ text: String) {
    let lowered = PythonText.lowercased(Array(text.unicodeScalars))
    let bare = lowered.filter { !PythonText.isPunctuation($0) }
    words = PythonText.split(Self.withoutArticles(bare))
  }

  /// Yes, no and "noanswer" match as a whole or not at all.
  var isClosed: Bool { words.count == 1 && Self.closed.contains(words[0]) }

  /// How many words two answers share, each as often as both have it.
  func commonWords(with other: NormalizedAnswer) -> Int {
    var left: [Word: Int] = [:]
    for word in other.words { left[word, default: 0] += 1 }
    return words.count { word in
      guard let count = left[word], count > 0 else { return false }
      left[word] = count - 1
      return true
    }
  }

  /// Whether these words follow one another in a text.
  func isContained(in text: NormalizedAnswer) -> Bool {
    guard !words.isEmpty, words.count <= text.words.count else { return false }
    return (0...(text.words.count - words.count)).contains {
      Array(text.words[$0..<($0 + words.count)]) == words
    }
  }

  /// `re.sub(r'\b(a|an|the)\b', ' ', text)`: a word is a run of letters, digits and numbers, so a
  /// combining mark ends it.
  private static func withoutArticles(_ text: Word) -> Word {
    var result: Word = []
    var word: Word = []
    for scalar in text {
      if PythonText.isWord(scalar) {
        word.append(scalar)
      } else {
        result += articles.contains(word) ? [" "] : word
        result.append(scalar)
        word = []
      }
    }
    return result + (articles.contains(word) ? [" "] : word)
  }

  private static let articles: Set<Word> = [["a"], ["a", "n"], ["t", "h", "e"]]
  private static let closed: Set<Word> = Set(
    ["yes", "no", "noanswer"].map { Array($0.unicodeScalars) })
}
