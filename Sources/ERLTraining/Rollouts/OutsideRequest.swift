import RLCore

/// How somebody who reads English is asked about an attempt in words that only a small model learnt.
///
/// The attempt is shown as it was said, and the sentences that its player understands are named;
/// whatever else is written is read for what it claims and put into those.
struct OutsideRequest {
  let attempt: Attempt
  let memory: String?

  /// Whether a policy is such a reader, and the attempt is in such words.
  static func isNeeded(by policy: any Policy, about attempt: Attempt) -> Bool {
    policy.traits.wording == .plain && !attempt.task.reflectionForms.isEmpty
  }

  /// What is asked; `length` is that of notes in English.
  var question: TurnRequest {
    TurnRequest(
      [Segment(.system, Self.role), Segment(.world, text)], length: .text(upTo: Self.length))
  }

  private static let length = 300
  private static let role =
    "You watch somebody who plays a game that nobody explained, and write notes for the next "
    + "attempt. You do not play yourself."

  private var text: String {
    let forms = attempt.task.reflectionForms.map { "- \($0)" }.joined(separator: "\n")
    return """
      The attempt, word for word. What the player wrote stands between ⟨ and ⟩; letters with \
      numbers behind them are squares of the board.
      \(transcript)

      What came of it: \(attempt.feedback)

      Notes from earlier attempts, which may be wrong: \(memory.flatMap { $0.isEmpty ? nil : $0 } ?? "none")

      Find out what the letters stand for. Then write notes between <prompt> and </prompt>. The \
      player understands short sentences of these forms, with a letter in the place of X, and \
      nothing else:
      \(forms)
      """
  }

  private var transcript: String {
    attempt.conversation.segments.map { segment in
      segment.writer == .policy ? "⟨\(segment.text)⟩" : segment.text
    }.joined(separator: " ")
  }

  /// What of an answer the notes are, and whether they were marked as such.
  static func notes(in text: String) -> (text: String, areMarked: Bool) {
    guard let open = text.firstRange(of: "<prompt>"),
      let close = text[open.upperBound...].firstRange(of: "</prompt>")
    else { return (text, false) }
    return (String(text[open.upperBound..<close.lowerBound]), true)
  }

  /// What the task reads in an answer.
  static func parsed(_ text: String, by task: any EnvironmentTask) -> ParsedReflection {
    let notes = notes(in: text)
    var parsed = task.parse(reflection: notes.text)
    if !notes.areMarked { parsed.isWellFormed = false }
    return parsed
  }
}
