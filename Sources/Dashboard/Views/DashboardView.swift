import RunModel
import TerminalUI

/// One way to look at a run.
///
/// A view reads the state, writes cells, says what it wants done, and keeps nothing. To add one, write a type in `Views/`
/// with its `ViewID` beside it, and put one line into `ViewCatalog`.
package protocol DashboardView: Sendable {
  var id: ViewID { get }

  /// What it answers, for help: "What did it do, and what did it conclude?"
  var question: String { get }

  /// How many parts Tab visits.
  var panes: Int { get }

  /// Keys that only this view has; they go before the common ones.
  var bindings: [KeyBinding<Action>] { get }

  /// What is selected, in words: a measure, a curve, a column, a mark.
  func explanations(of state: DashboardState) -> [Explanation]

  /// The rows that can be selected.
  func rows(of state: DashboardState) -> Rows

  /// The same of rows that were found before.
  func rows(_ numbers: [Int], of state: DashboardState) -> Rows

  /// The episode that is selected or belongs to what is selected, whose words must be at hand.
  func episode(of state: DashboardState) -> Int?

  /// What is under the cursor, to be copied or saved; `nil` takes the picture of the view.
  func takeaway(of state: DashboardState) -> Takeaway?

  /// The charts that show, whose curves must be at hand.
  func charts(of state: DashboardState) -> [Chart]

  /// The chart that the keys of plots act on.
  func focusedChart(of state: DashboardState) -> Chart?

  /// What answers to the mouse in an area that the view is drawn in.
  func regions(of state: DashboardState, in area: Rect) -> [Region]

  func draw(_ state: DashboardState, in area: Rect, on canvas: inout Canvas)

  /// What an action means here, where that is something of the view's own; `nil` leaves it to the
  /// common way.
  func intents(of action: Action, in state: DashboardState) -> [Intent]?
}

extension DashboardView {
  package var panes: Int { 1 }
  package var bindings: [KeyBinding<Action>] { [] }
  package func explanations(of state: DashboardState) -> [Explanation] { [own] }
  /// The view itself.
  var own: Explanation { Explanation(id.name, question) }
  package func rows(of state: DashboardState) -> Rows { .none }
  package func rows(_ numbers: [Int], of state: DashboardState) -> Rows { Rows(numbers) }
  package func episode(of state: DashboardState) -> Int? { nil }
  package func takeaway(of state: DashboardState) -> Takeaway? {
    episode(of: state).flatMap { EpisodeDocument.takeaway($0, of: state) }
  }
  package func charts(of state: DashboardState) -> [Chart] { [] }
  package func focusedChart(of state: DashboardState) -> Chart? { nil }
  package func regions(of state: DashboardState, in area: Rect) -> [Region] { [] }
  package func intents(of action: Action, in state: DashboardState) -> [Intent]? { nil }
}
