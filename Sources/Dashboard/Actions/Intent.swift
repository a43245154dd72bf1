import TerminalUI

/// What a view wants done, as plain data: it reads the state and changes nothing itself.
package enum Intent: Equatable, Sendable {
  /// Its own place becomes another: its cursor, its scrolling, its filter.
  case place(ViewPlace)
  /// A row of its list, from whose beginning one reads on.
  case select(row: Int)
  /// A part of it gets the keyboard.
  case pane(Int)
  /// Something in another view; Esc comes back to this very place.
  case drill(into: ViewID, at: ViewPlace)
  /// Another of the open runs; Esc comes back to this very place.
  case drillIntoRun(Int)
  /// The episodes of the step under the cursor.
  case drillIntoStep
  /// The cursor of its plots goes by so many steps.
  case moveCursor(by: Int)
  case moveCursorToEnd(first: Bool)
  /// The arm of a comparison that the others are held against; `nil` for the usual one.
  case baseline(String?)
  /// The view is held while the run goes on.
  case hold
  /// The replay shows so many turns more.
  case replay(turns: Int)
  /// The selected episode is played from its beginning.
  case play
  /// What was tried of the selected episode.
  case openTries
  /// A remark at the bottom of the screen.
  case say(String)
}
