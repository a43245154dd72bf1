import RunModel
import TerminalUI

extension DashboardState {
  /// A key goes to the innermost thing that takes keys.
  mutating func press(_ key: Key) -> [Command] {
    if case .mouse(let event) = key { return point(event) }
    if case .editor = popup { return pressInPopup(key) }
    if popup == nil, prompt != nil { return pressInPrompt(key) }
    // What is not text is a command, whatever the keyboard is set to.
    let key = key.onLatinKeyboard
    if popup != nil { return pressInPopup(key) }
    guard let action = KeyBindings.map(for: currentView).action(for: key) else {
      if case .character = key { notify("\(key.symbol) does nothing here; ? shows the keys") }
      return []
    }
    notice = nil
    return perform(action)
  }

  mutating func perform(_ action: Action) -> [Command] {
    if let commands = currentView.perform(action, on: &self) { return commands }
    switch action {
    case .show(let id): show(id)
    case .nextPane: movePane(by: 1)
    case .previousPane: movePane(by: -1)
    case .move(let rows): moveSelection(by: rows)
    case .halfPage(let pages): moveSelection(by: pages * max(1, height / 2 - 2))
    case .page(let pages): moveSelection(by: pages * max(1, height - 5))
    case .first: selectEnd(first: true)
    case .last: selectEnd(first: false)
    case .enter: if currentView.panes > 1 { movePane(to: 1) }
    case .back: goBack()
    case .openCommandLine: prompt = .command(InputLine())
    case .openFilter: openFilter()
    case .nextMatch: moveToMatch(by: 1)
    case .previousMatch: moveToMatch(by: -1)
    case .pauseOrResume: return pauseOrResume()
    case .playReplay: playReplay()
    case .runPhase: return step(.phase)
    case .follow:
      move(playhead: .following)
      place.selection = .latest
    case .earlierStep: lookBack()
    case .laterStep: goForward()
    case .nextAxis:
      change(axis: axis.next)
      notify("curves over \(axis.rawValue)")
    case .nextTheme: return nextTheme()
    case .turn(let turns):
      hold()
      turnReplay(by: turns)
    case .episode(let count): goToEpisode(by: count)
    case .speed(let steps): changeSpeed(by: steps)
    case .nextReflectionText: read(place.reflectionText.next)
    case .reflectorView: read(place.reflectionText == .saw ? .words : .saw)
    case .openMemory: openMemory()
    case .copy: return copyTakeaway()
    case .write: return saveTakeaway()
    case .writeData: return saveEpisode()
    case .help: popup = .help(scroll: 0)
    case .editReflection: editReflection()
    case .tryAnother: tryAnother()
    case .editOutside:
      editReflection()
      if case .editor(let editor) = popup { return [.editOutside(editor.box.text)] }
    case .quit: return quit()
    case .zoom, .pan, .resetZoom, .smooth, .nextScale, .nextChart, .nextLayout, .writeCurve:
      notify("there is no plot here")
    case .sideways: notify("nothing to move sideways here")
    case .nextSort, .reverseSort: notify("nothing to sort here")
    }
    return []
  }

  // MARK: - Views and layers

  mutating func show(_ id: ViewID) {
    layers = []
    view = id
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
    } else if let layer = layers.popLast() {
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

  // MARK: - Lists

  private mutating func moveSelection(by count: Int) {
    // Beside the list lies a text, which scrolls.
    if place.pane > 0 {
      place.scroll = min(10_000, max(0, place.scroll + count))
    } else {
      select(by: count)
    }
  }

  /// Holds on to a row by its number, so that it stays while others arrive.
  private mutating func select(by count: Int) {
    let rows = self.rows
    guard rows.count > 0 else { return }
    let now = rows.place(of: place.selection)
    let wanted = min(max(0, now + count), rows.count - 1)
    select(rows.number(wanted))
    if wanted == rows.count - 1, !isLookingBack, count > 0, now == wanted {
      place.selection = .latest
    }
  }

  mutating func select(_ row: Int) {
    place.selection = .row(row)
    place.top = nil
    place.scroll = 0
    place.scrolls = [:]
    place.part = 0
    place.token = 0
    place.turn = nil
    place.isPlaying = false
  }

  private mutating func selectEnd(first: Bool) {
    if place.pane > 0 {
      place.scroll = first ? 0 : 10_000
      return
    }
    let rows = self.rows
    guard rows.count > 0 else { return }
    select(rows.number(first ? 0 : rows.count - 1))
    if !first { place.selection = .latest }
  }

  mutating func moveToMatch(by count: Int) {
    let rows = self.rows
    guard rows.count > 0 else {
      return notify(place.filter.isEmpty ? "no rows here" : "nothing matches '\(place.filter)'")
    }
    let now = rows.place(of: place.selection)
    select(rows.number((now + count + rows.count) % rows.count))
  }

  private mutating func openFilter() {
    guard rows.count > 0 || !place.filter.isEmpty else {
      return notify("no rows to filter here")
    }
    prompt = .filter(InputLine(place.filter), before: place.filter)
  }

  private mutating func nextTheme() -> [Command] {
    guard let first = themes.first else {
      notify("there are no other themes")
      return []
    }
    let next = themes.firstIndex(of: theme).map { themes[($0 + 1) % themes.count] } ?? first
    theme = next
    notify("theme \(next)")
    return [.setTheme(next)]
  }

  // MARK: - The run

  mutating func pauseOrResume() -> [Command] {
    switch (isLive, engine) {
    case (true, .paused): return [.order(.resume)]
    case (true, .pausing):
      notify("pausing: the current phase is being finished; :resume goes on")
      return []
    case (true, .stopping):
      notify("stopping: a checkpoint is being written")
      return []
    case (true, _): return [.order(.pause)]
    case (false, _):
      notify(whyNotLive)
      return []
    }
  }

  mutating func step(_ stride: Order.Stride) -> [Command] {
    guard isLive else {
      notify(whyNotLive)
      return []
    }
    notify("running one \(stride.rawValue), then waiting")
    return [.order(.step(stride))]
  }

  var whyNotLive: String {
    switch (engine, open.source) {
    case (.dead, _): "the engine died; 'kolb resume' goes on from the last checkpoint"
    case (.stopped, _): "the run was stopped; 'kolb resume' goes on"
    case (.some, _), (nil, .engine): "the run is over"
    case (nil, .log): "nothing trains this run now; < and > look back and forth in it"
    case (nil, .record): "this is a recording; < and > look back and forth in it"
    }
  }

  mutating func quit() -> [Command] {
    // Whoever only looks at a run that another started leaves it as it is.
    guard isLive, open.source == .engine else { return [.quit] }
    popup = .quit(choice: 0)
    return []
  }
}
