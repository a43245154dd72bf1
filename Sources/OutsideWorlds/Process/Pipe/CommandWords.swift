/// The words of a command line as a shell parts them, without anything else that a shell does.
///
/// Blanks part words; quotes of both kinds keep blanks, and a backslash keeps what follows it.
/// Nothing is substituted, so a command runs one program and no other.
enum CommandWords {
  /// - Returns: the words; `nil` where a quote is not closed.
  static func split(_ command: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isKept = false
    for character in command {
      if isKept {
        word = (word ?? "") + String(character)
        isKept = false
      } else if character == "\\", quote != "'" {
        isKept = true
      } else if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character.isWhitespace {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return quote == nil && !isKept ? words : nil
  }
}
