import RunModel

/// A box over everything else.
package enum Overlay: Equatable, Sendable {
  /// How to leave a live run; the number is the selected choice.
  case quit(choice: Int)
  /// What can be done now that the run is over; the number is the selected choice.
  case ending(choice: Int)
  /// Whether these are to be deleted.
  case delete([ShelfEntry])
  case help(scroll: Int)
  /// What something is, in words.
  case explanation([Explanation], scroll: Int)
  /// What the signs of the view mean.
  case legend(scroll: Int)
  /// What looks wrong; the number is the selected alarm.
  case alarms(choice: Int)
  case editor(ReflectionEditor)
  case branch(BranchResult)
}
