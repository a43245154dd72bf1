import RLCore
import RunModel
import TerminalUI

/// The sign and the colour of whether a claim is true.
enum ClaimLook {
  case right
  case wrong
  /// True for some, false for others.
  case both
  case unsupported
  case none

  init(_ verdict: Claim.Verdict) {
    self =
      switch verdict {
      case .right: .right
      case .wrong: .wrong
      case .unsupported: .unsupported
      }
  }

  init(_ cell: ClaimGrid.Cell) {
    self =
      switch (cell.count, cell.right, cell.wrong) {
      case (0, _, _): .none
      case (_, 0, 0): .unsupported
      case (_, 0, _): .wrong
      case (_, _, 0): .right
      default: .both
      }
  }

  private var mark: Sign {
    switch self {
    case .right: .isTrue
    case .wrong: .isFalse
    case .both: .partly
    case .unsupported: .unsupported
    case .none: .nobody
    }
  }

  var sign: String { mark.symbol }
  var style: Style { mark.style }

  static let legend: [Span] = [
    (ClaimLook.right, "true"), (.wrong, "false"), (.both, "both"), (.unsupported, "unsupported"),
    (.none, "nobody"),
  ].flatMap { look, name in [Span("\(look.sign) ", look.style), Span("\(name)  ", .muted)] }
}
