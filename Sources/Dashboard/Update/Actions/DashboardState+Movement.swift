import RunModel
import TerminalUI

extension DashboardState {
  mutating func perform(_ movement: Movement) {
    switch movement {
    case .show(.runs): showShelf()
    case .show(let id): show(id)
    case .nextPane: movePane(by: 1)
    case .previousPane: movePane(by: -1)
    case .rows(let rows): moveSelection(by: rows)
    case .halfPages(let pages): moveSelection(by: pages * max(1, rowsOfPage / 2))
    case .pages(let pages): moveSelection(by: pages * rowsOfPage)
    case .first: selectEnd(first: true)
    case .last: selectEnd(first: false)
    case .sideways: notify("nothing to move sideways here")
    case .enter: if currentView.panes > 1 { movePane(to: 1) }
    case .back: goBack()
    }
  }

  /// As many rows as show, so that no page passes over any.
  private var rowsOfPage: Int {
    let area = Rect(column: 0, row: 1, width: screen.width, height: max(0, screen.height - 2))
    let region = currentView.regions(of: self, in: area).first { $0.pane == place.pane }
    // A frame has two edges, a list a line of titles, and what scrolls some lines of its own.
    switch region?.content {
    case .list?: return max(1, (region?.area.height ?? 0) - 3)
    case .text?, .plot?: return max(1, (region?.area.height ?? 0) - 5)
    case nil: return max(1, screen.height - 5)
    }
  }

  // MARK: - Views and layers

  mutating func show(_ id: ViewID) {
    guard !isAlone else { return notify(Self.nothingOpen) }
    layers = []
    view = id
    if id == .episodes { beginWithPair() }
  }

  /// Whether no run is open at all, so that there is nothing but the shelf.
  var isAlone: Bool {
    view == .runs && runs.count == 1 && open.name.isEmpty && open.folder == nil
      && run.eventCount == 0
  }

  private static let nothingOpen = "no run is open yet; Enter opens or begins what is selected"

  /// Of a run that grows the latest episode is what one comes for; of any other one a pair, where
  /// there is one, since the latest first attempt has mostly nothing behind it.
  private mutating func beginWithPair() {
    guard places[.episodes] == nil, !isLive, engine != .growing, open.reading == nil,
      run.episodes.records.last?.second == nil, let pair = OverviewView.shownEpisode(self),
      pair.second != nil
    else { return }
    place = ViewPlace(at: pair.id)
  }

  /// Goes into something in another view; Esc comes back to this very place.
  mutating func drill(into id: ViewID, at place: ViewPlace) {
    layers.append(ViewLayer(view: view, place: self.place))
    // Going round in circles must not grow without bound.
    if layers.count > 32 { layers.removeFirst() }
    view = id
    self.place = place
  }

  /// From the innermost thing outwards, one at a time.
  private mutating func goBack() {
    if place.isPlaying {
      place.isPlaying = false
    } else if place.isEnlarged {
      place.isEnlarged = false
    } else if place.pane > 0, currentView.panes > 1 {
      movePane(to: place.pane - 1)
    } else if isAlone, place.filter.isEmpty {
      notify(Self.nothingOpen)
    } else if !isAlone, let layer = layers.popLast() {
      view = layer.view
      place = layer.place
    } else if !place.filter.isEmpty {
      place.filter = ""
    } else if place.cursor != nil {
      place.cursor = nil
    } else if !place.viewport.isWhole {
      place.viewport.reset()
    } else if isLookingBack {
      move(playhead: .following)
    } else {
      notify("this is the outermost layer; q leaves")
    }
  }

  private mutating func movePane(by panes: Int) {
    let count = max(1, currentView.panes)
    guard count > 1 else { return notify("this view has one part") }
    movePane(to: (place.pane + panes + count) % count)
  }

  /// Goes to a part of the view; one that was left by going inwards is found as it was.
  mutating func movePane(to pane: Int) {
    place.scrolls[place.pane] = place.scroll
    place.scroll = pane < place.pane ? place.scrolls[pane, default: 0] : 0
    place.pane = pane
  }
}
