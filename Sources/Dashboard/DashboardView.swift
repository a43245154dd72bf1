import TerminalUI

/// One way to look at a run.
///
/// A view reads the state, writes cells, and keeps nothing. To add one, write a type in `Views/`
/// with its `ViewID` beside it, and put one line into `ViewCatalog`.
package protocol DashboardView: Sendable {
  var id: ViewID { get }

  /// What it answers, for help: "What did it do, and what did it conclude?"
  var question: String { get }

  /// How many parts Tab visits.
  var panes: Int { get }

  /// Keys that only this view has; they go before the common ones.
  var bindings: [KeyBinding<Action>] { get }

  /// The rows that can be selected.
  func rows(of state: DashboardState) -> Rows

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

  /// Does an action in a way of its own; `nil` leaves it to the common way.
  func perform(_ action: Action, on state: inout DashboardState) -> [Command]?
}

extension DashboardView {
  package var panes: Int { 1 }
  package var bindings: [KeyBinding<Action>] { [] }
  package func rows(of state: DashboardState) -> Rows { .none }
  package func episode(of state: DashboardState) -> Int? { nil }
  package func takeaway(of state: DashboardState) -> Takeaway? {
    episode(of: state).flatMap { EpisodeDocument.takeaway($0, of: state) }
  }
  package func charts(of state: DashboardState) -> [Chart] { [] }
  package func focusedChart(of state: DashboardState) -> Chart? { nil }
  package func regions(of state: DashboardState, in area: Rect) -> [Region] { [] }
  package func perform(_ action: Action, on state: inout DashboardState) -> [Command]? { nil }
}

/// The rows of a list by number, without making them.
package struct Rows {
  package let count: Int
  /// The numbers, if they had to be looked for one by one.
  let list: [Int]?
  /// The number of the row at a place.
  package let number: (Int) -> Int
  /// The place of a row's number, or of the nearest before it.
  package let place: (Int) -> Int?

  package static var none: Rows { Rows([]) }

  package init(count: Int, number: @escaping (Int) -> Int, place: @escaping (Int) -> Int?) {
    self.init(count: count, list: nil, number: number, place: place)
  }

  private init(
    count: Int, list: [Int]?, number: @escaping (Int) -> Int, place: @escaping (Int) -> Int?
  ) {
    self.count = count
    self.list = list
    self.number = number
    self.place = place
  }

  package init(_ numbers: [Int]) {
    self.init(
      count: numbers.count, list: numbers, number: { numbers[$0] },
      place: { numbers.firstIndex(of: $0) })
  }

  /// The place of a selection; the last row if it is not among them.
  package func place(of selection: ViewPlace.Selection) -> Int {
    guard case .row(let number) = selection, let place = place(number) else { return count - 1 }
    return place
  }

  /// The number of the selected row, or `nil` in an empty list.
  package func selected(_ selection: ViewPlace.Selection) -> Int? {
    count > 0 ? number(place(of: selection)) : nil
  }
}
