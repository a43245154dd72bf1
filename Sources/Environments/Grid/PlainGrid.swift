import RLCore

/// What plain words say alike on every board: how to play and answer, how a board is drawn, and
/// how notes are asked for.
///
/// Nothing here explains a letter or an aim; whoever plays must find out.
struct PlainGrid {
  let width: Int
  let height: Int
  /// Turns of an attempt.
  let budget: Int
  /// What an attempt earns that is not solved, as it is told.
  var consolation = "any other earns 0"

  static let turnLength = ReplyLength.text(upTo: 200)
  static let notesLength = ReplyLength.text(upTo: 400)

  /// What is told before the first turn.
  ///
  /// - Parameters:
  ///   - advice: what is known beforehand; empty or `nil` for nothing.
  ///   - scene: the board and where the agent is.
  /// - Returns: the rules of answering, the advice and the scene.
  func prompt(advice: String?, scene: String) -> TurnRequest {
    let notes = advice.flatMap { $0.isEmpty ? nil : "What was learnt before:\n\($0)" }
    let parts = [
      """
      You play a game on a board of squares. Each square shows a letter, but nobody tells you what \
      the letters stand for or what the aim is. Find out by acting and by watching what comes of it.
      """,
      """
      A turn is one of four actions: left, right, up or down. An attempt has \(turns(budget)). \
      A solved attempt earns a reward of 1; \(consolation).
      """,
      """
      Think in a few sentences if you like, and end each answer with a line that names one action, \
      for example:
      Action: left
      """, notes, scene,
    ]
    return TurnRequest(
      parts.compactMap { $0 }.joined(separator: "\n\n"), length: Self.turnLength)
  }

  /// The board with the names of its columns and rows.
  ///
  /// - Parameter symbols: what each square shows.
  /// - Returns: a line that says how to read it, then a line a row.
  func board(_ symbols: [String]) -> String {
    let columns = (0..<width).map(ColumnName.of)
    let margin = "\(height)".count
    func line(_ head: String, _ cells: [String]) -> String {
      let padding = String(repeating: " ", count: margin - head.count)
      return padding + ([head] + cells).joined(separator: " ")
    }
    let rows = (0..<height).map { row in
      line("\(row + 1)", Array(symbols[(row * width)..<((row + 1) * width)]))
    }
    return
      (["The board, with columns named by small letters and rows by numbers:"]
      + [line("", columns)] + rows).joined(separator: "\n")
  }

  func turnsLeft(_ count: Int) -> String {
    count == 1 ? "This is the last turn." : "\(count) turns are left."
  }

  func turns(_ count: Int) -> String { count == 1 ? "1 turn" : "\(count) turns" }

  static let invalidTurn = "The answer named none of the actions, and the turn was lost."
  static let timeout = "All turns are used up, and the attempt is over without success."
  static let won = "The attempt is over: it was solved."

  /// Asks for what should be known next time.
  static func reflectionRequest(memory: String?) -> TurnRequest {
    let notes = memory.map { $0.isEmpty ? "none" : $0 } ?? "none"
    return TurnRequest(
      """
      Earlier notes, which may be wrong: \(notes)

      Think about what this attempt has shown. Then write notes for somebody who plays such a game \
      without having seen this attempt, between <prompt> and </prompt>: what each letter stands \
      for as far as it is known, what the actions do, what the aim is, and what to avoid. Write \
      what holds on every board, not the way across this one.
      """, length: notesLength)
  }

  /// Begins the same board again.
  static func retryRequest(scene: String) -> TurnRequest {
    TurnRequest("The same board once more, from its beginning.\n\n\(scene)", length: turnLength)
  }
}
