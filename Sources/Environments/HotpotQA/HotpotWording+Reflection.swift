import RLCore

extension HotpotWording {
  /// Reads what a reflector wrote: notes in plain words, or a compact rulebook.
  func parse(reflection text: String) -> ParsedReflection {
    switch self {
    case .plain: return PlainNotes.parse(text)
    case .compact(let relations):
      let words = CompactLanguage.knownWords(in: text).prefix(2 * relations)
      return ParsedReflection(
        advice: words.joined(separator: " "),
        isWellFormed: CompactLanguage.isRulebook(Array(words), relations: relations))
    }
  }
}
