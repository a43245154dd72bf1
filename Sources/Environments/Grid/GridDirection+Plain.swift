extension GridDirection {
  /// Reads the action that an answer in plain words names.
  ///
  /// "Action: left" counts wherever it stands, the last of several; without it the last direction
  /// that is mentioned. Of several moves in one line the first one is taken, as a turn is one
  /// move. Case and marks around words, as in "**Action:** `Left`", do not matter.
  ///
  /// - Parameter text: what a policy wrote; `nil` comes of a text that names no direction.
  package init?(readingPlain text: String) {
    var last: Self?
    var announced: Self?
    // How many words may still follow on "action", as in "the action is to go left".
    var wordsLeft = 0
    for word in text.split(whereSeparator: { !$0.isLetter }) {
      if word.lowercased() == "action" {
        wordsLeft = Self.reach
      } else if let direction = Self(reading: String(word)) {
        last = direction
        if wordsLeft > 0 { announced = direction }
        wordsLeft = 0
      } else {
        wordsLeft -= 1
      }
    }
    guard let found = announced ?? last else { return nil }
    self = found
  }

  private static let reach = 4
}
