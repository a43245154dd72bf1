import RLCore
import RunModel
import TerminalUI

/// The sign and the colour of whether a claim is true.
enum ClaimLook {
  case right
  case wrong
  /// Put as a guess, which claims nothing.
  case wrongGuess
  /// True for some, false for others.
  case both
  case unsupported
  case none

  init(_ claim: Claim) { self.init(claim.verdict, isGuess: claim.isGuess) }

  init(_ part: Meaning.Part) { self.init(part.verdict, isGuess: part.proposition.isGuess) }

  private init(_ verdict: Claim.Verdict, isGuess: Bool) {
    self =
      switch verdict {
      case .right: .right
      case .wrong: isGuess ? .wrongGuess : .wrong
      case .unsupported: .unsupported
      }
  }

  /// What a cell says of a proposition.
  init(_ cell: ClaimGrid.Cell, of proposition: Proposition) {
    self =
      switch (cell.count, cell.right, cell.wrong) {
      case (0, _, _): .none
      case (_, 0, 0): .unsupported
      case (_, 0, _): proposition.isGuess ? .wrongGuess : .wrong
      case (_, _, 0): .right
      default: .both
      }
  }

  /// Rules of a text that are true, of how many: all, or not all but the others are guesses.
  init(_ check: RuleCheck, marks: ReflectionMarks?) {
    if check.right == check.claims {
      self = .right
    } else {
      self = marks?.contains(.untrue) == false ? .wrongGuess : .wrong
    }
  }

  private var mark: Sign {
    switch self {
    case .right: .isTrue
    case .wrong: .isFalse
    case .wrongGuess: .wrongGuess
    case .both: .partly
    case .unsupported: .unsupported
    case .none: .nobody
    }
  }

  var sign: String { mark.symbol }
  var style: Style { mark.style }

  static let legend: [Span] = [
    (ClaimLook.right, "true"), (.wrong, "false"), (.wrongGuess, "wrong guess"), (.both, "both"),
    (.unsupported, "unsupported"),
    (.none, "nobody"),
  ].flatMap { look, name in [Span("\(look.sign) ", look.style), Span("\(name)  ", .muted)] }
}
