import TerminalUI

/// Where somebody is in a view: everything that Esc must bring back.
package struct ViewPlace: Equatable, Sendable {
  /// The selected row of the view's list.
  package enum Selection: Equatable, Sendable {
    /// Whichever is the last one, also when more come.
    case latest
    /// By its own number, so that it stays when rows come and go.
    case row(Int)
  }

  package var selection = Selection.latest
  /// The part of the view that has the keyboard.
  package var pane = 0
  /// First line that shows of a text in the detail pane.
  package var scroll = 0
  package var filter = ""
  /// Turns of the replay that show; `nil` for all of them.
  package var turn: Int?
  package var isPlaying = false
  /// The training step under the cursor of a plot.
  package var cursor: Int?
  /// The part of the episode that is gone into: a turn, the reflection, or a turn again.
  package var part = 0
  /// The token of that part under the cursor.
  package var token = 0
  /// How the reflection between the boards is read.
  package var reflectionText = ReflectionText.words
  /// Where the outer panes were left, for Esc.
  package var scrolls: [Int: Int] = [:]
  /// The part of its plots that shows.
  package var viewport = PlotViewport()
  /// The first row of a list that shows, where a mouse holds it still; `nil` centres.
  package var top: Int?
  /// What of a list is unfolded: an arm of a comparison, the words of reflections.
  package var opened: Int?
  /// Whether reflections of the same words have a row each.
  package var isUnfolded = false
  /// Whether one part of the view has the whole screen.
  package var isEnlarged = false

  /// What a list is sorted by, as its own numbers go, and whether the other way round.
  package var sort = 0
  package var isReversed = false
  /// How reflections are laid out, and the meaning that the others are held against.
  package var arrangement = ReflectionArrangement.list
  package var compared: Int?

  package init() {}

  /// At a row of the view's list.
  package init(at row: Int) { selection = .row(row) }

  /// Among the rows that match.
  package init(filter: String) { self.filter = filter }
}
