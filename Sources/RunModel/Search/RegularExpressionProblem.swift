/// What is wrong with a regular expression.
package struct RegularExpressionProblem: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Reason: Sendable, Equatable {
    case notClosed(Character)
    case notOpened(Character)
    case nothingToRepeat(Character)
    case badRepetition
    case badRange
    case unknownEscape(Character)
    case endsWithBackslash
    case tooLarge
  }

  package var reason: Reason
  /// Characters before the place.
  package var place: Int

  package init(reason: Reason, place: Int) {
    self.reason = reason
    self.place = place
  }

  package var description: String {
    switch reason {
    case .notClosed(let open): "'\(open)' is not closed"
    case .notOpened(let close): "'\(close)' closes nothing; write '\\\(close)' for the character"
    case .nothingToRepeat(let sign):
      "'\(sign)' has nothing before it to repeat; write '\\\(sign)' for the character"
    case .badRepetition: "a repetition is written {2}, {2,} or {2,5}, with at most 100"
    case .badRange: "a range goes from a lower to a higher character of ASCII, such as a-z"
    case .unknownEscape(let letter):
      "there is no '\\\(letter)'; there are \\d \\w \\s \\b, their opposites in capitals, \\n, \\t"
    case .endsWithBackslash: "it ends with '\\'; write '\\\\' for the character"
    case .tooLarge: "it is too large; use fewer or smaller repetitions"
    }
  }
}
