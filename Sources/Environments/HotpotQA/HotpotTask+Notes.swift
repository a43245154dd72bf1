import ClaimReading
import RLCore

/// Notes in the wording's own words: the policy's as they are, anybody else's translated.
extension HotpotTask {
  /// Advice or memory as it stands in a conversation.
  func note(_ text: String?) -> String? {
    switch wording {
    case .plain: text
    case .compact: CompactLanguage.note(text, translating: translated)
    }
  }

  /// What a reflection comes to; see `GridTask.compactNote`.
  func compactNote(_ text: String) -> ParsedReflection {
    let language = CompactLanguage.language
    if language.isOwn(text) {
      let note = language.note(text)
      return ParsedReflection(
        advice: note == ClosedLanguage.nothing ? "" : note, isWellFormed: language.isNote(text))
    }
    let note = translated(text)
    return ParsedReflection(advice: note, isWellFormed: !note.isEmpty)
  }

  /// What a text claims of relations, in the closed language; empty where nothing is read.
  private func translated(_ text: String) -> String {
    let language = CompactLanguage.language
    var told: [String: String] = [:]
    var order: [String] = []
    for claim in ClaimReader(hiddenTruth, after: []).claims(in: text) {
      guard claim.kind == .rule, claim.said.count == 1, RelationCode.names.contains(claim.subject)
      else { continue }
      if told[claim.subject] == nil { order.append(claim.subject) }
      told[claim.subject] = language.sentence(
        claim.subject, claim.said[0], isGuess: claim.isGuess)
    }
    return order.compactMap { told[$0] }.joined(separator: " ")
  }
}
