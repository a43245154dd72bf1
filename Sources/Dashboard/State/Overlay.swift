/// A box over everything else.
package enum Overlay: Equatable, Sendable {
  /// How to leave a live run; the number is the selected choice.
  case quit(choice: Int)
  case help(scroll: Int)
  case editor(ReflectionEditor)
  case branch(BranchResult)
}
