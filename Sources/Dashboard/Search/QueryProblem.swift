import RunModel

/// What is wrong with a query, and where in it.
struct QueryProblem: Error, Equatable, Sendable {
  enum Reason: Equatable, Sendable {
    case notClosed(Character)
    case nothingToClose
    case nothingAfter(String)
    case noNumber(field: String, found: String)
    case emptyRange(String)
    case noOutcome(String, nearest: String?)
    case unknownField(String, nearest: String?)
    case expression(RegularExpressionProblem.Reason)
    case tooManyTexts
  }

  var reason: Reason
  /// Characters of the query before the place.
  var place: Int

  /// The sentence, with what to do about it.
  var words: String {
    switch reason {
    case .notClosed("/"): "the regular expression is not closed by '/'"
    case .notClosed(let sign): "'\(sign)' is not closed"
    case .nothingToClose: "')' closes nothing; write \")\" for the character"
    case .nothingAfter(let word): "something must follow '\(word)'"
    case .noNumber(let field, let found):
      "'\(field)' wants a number or a range such as 100..200"
        + (found.isEmpty ? "" : ", not '\(found)'")
    case .emptyRange(let range): "nothing lies in the range \(range)"
    case .noOutcome(let name, let nearest):
      "there is no outcome '\(name)'" + Self.suggestion(nearest)
    case .unknownField(let name, let nearest):
      "there is no '\(name)' to ask for" + Self.suggestion(nearest)
        + (nearest == nil ? "; put it in quotes to look for it as text" : "")
    case .expression(let reason):
      "in the regular expression, \(RegularExpressionProblem(reason: reason, place: 0))"
    case .tooManyTexts: "at most \(EpisodeQuery.mostPatterns) texts can be looked for at once"
    }
  }

  private static func suggestion(_ nearest: String?) -> String {
    nearest.map { "; did you mean '\($0)'?" } ?? ""
  }

  /// The sentence with the place, counted from 1.
  var sentence: String { "at \(place + 1): \(words)" }
}
