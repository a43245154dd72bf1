import TerminalUI

extension DashboardState {
  /// The mouse does what keys do, where it points.
  mutating func point(_ event: MouseEvent) -> [Command] {
    if popup != nil { return pointInPopup(event) }
    // What is being typed is not disturbed.
    guard prompt == nil else { return [] }
    switch event.kind {
    case .press: return press(event)
    case .move: return drag(event)
    case .release: return release(event)
    case .scrollUp: return wheel(-1, event)
    case .scrollDown: return wheel(1, event)
    }
  }

  /// Where the view is drawn; none on a screen that shows only its title.
  private var viewArea: Rect? {
    let whole = Rect(column: 0, row: 0, width: screen.width, height: screen.height)
    return screen.height >= 4 ? whole.inset(top: 1, bottom: 1) : nil
  }

  private func region(under event: MouseEvent) -> Region? {
    guard let viewArea, viewArea.contains(column: event.column, row: event.row) else { return nil }
    return currentView.regions(of: self, in: viewArea)
      .first { $0.area.contains(column: event.column, row: event.row) }
  }

  // MARK: - Buttons

  private mutating func press(_ event: MouseEvent) -> [Command] {
    plots.drag = nil
    let named =
      event.row == screen.height - 1 ? BottomLine(state: self).view(at: event.column) : nil
    notice = nil
    if let named {
      show(named)
      return []
    }
    guard let region = region(under: event) else { return [] }
    let hadFocus = place.pane == region.pane
    if !hadFocus { movePane(to: region.pane) }
    switch region.content {
    case .text: break
    case .list: return pressRow(event, region, hadFocus: hadFocus)
    case .plot(let plot):
      guard let geometry = plot.geometry(in: region.inside), geometry.field.width > 0,
        geometry.field.contains(column: event.column, row: event.row)
      else { break }
      plots.drag = Drag(
        column: event.column, viewport: place.viewport, width: geometry.field.width,
        x: geometry.x(atColumn: event.column))
    }
    return []
  }

  /// Selects a row; the one that is selected already is opened, which a double click does too.
  private mutating func pressRow(
    _ event: MouseEvent, _ region: Region, hadFocus: Bool
  ) -> [Command] {
    let rows = self.rows
    let body = region.inside.inset(top: 1)
    guard rows.count > 0, body.contains(column: event.column, row: event.row) else { return [] }
    let offset = SplitLayout.centred(
      rows.place(of: place.selection), count: rows.count, height: body.height, top: place.top
    ).offset
    let index = offset + event.row - body.row
    guard index < rows.count else { return [] }
    let number = rows.number(index)
    if hadFocus, rows.selected(place.selection) == number { return perform(.move(.enter)) }
    select(number)
    // The list holds still under the pointer, for the second click.
    place.top = offset
    return []
  }

  private mutating func drag(_ event: MouseEvent) -> [Command] {
    guard var held = plots.drag, let extent else { return [] }
    if event.column != held.column { held.hasMoved = true }
    plots.drag = held
    guard held.hasMoved else { return [] }
    place.viewport = held.viewport
    place.viewport.pan(by: Double(held.column - event.column) / Double(held.width), in: extent)
    return []
  }

  private mutating func release(_ event: MouseEvent) -> [Command] {
    // Some terminals report no movement, but where the button was let go.
    _ = drag(event)
    if let held = plots.drag, !held.hasMoved { setCursor(nearest: held.x) }
    plots.drag = nil
    return []
  }

  // MARK: - The wheel

  private static let rowsPerNotch = 3

  private mutating func wheel(_ notches: Int, _ event: MouseEvent) -> [Command] {
    guard let region = region(under: event) else { return [] }
    switch region.content {
    case .plot(let plot):
      guard let geometry = plot.geometry(in: region.inside) else { return [] }
      zoom(by: -notches, about: geometry.x(atColumn: event.column))
      return []
    case .list, .text:
      if place.pane != region.pane { movePane(to: region.pane) }
      return perform(.move(.rows(notches * Self.rowsPerNotch)))
    }
  }

  // MARK: - Boxes over everything

  private mutating func pointInPopup(_ event: MouseEvent) -> [Command] {
    switch (popup, event.kind) {
    case (.help(let scroll), .scrollUp):
      popup = .help(scroll: max(0, scroll - Self.rowsPerNotch))
    case (.help(let scroll), .scrollDown):
      popup = .help(scroll: min(10_000, scroll + Self.rowsPerNotch))
    case (.legend(let scroll), .scrollUp):
      popup = .legend(scroll: max(0, scroll - Self.rowsPerNotch))
    case (.legend(let scroll), .scrollDown):
      popup = .legend(scroll: min(10_000, scroll + Self.rowsPerNotch))
    case (.explanation(let entries, let scroll), .scrollUp):
      popup = .explanation(entries, scroll: max(0, scroll - Self.rowsPerNotch))
    case (.explanation(let entries, let scroll), .scrollDown):
      popup = .explanation(entries, scroll: min(10_000, scroll + Self.rowsPerNotch))
    case (.help, .press), (.legend, .press), (.explanation, .press), (.alarms, .press): popup = nil
    case (.quit, .press):
      guard let viewArea else { return [] }
      let inside = QuitPopup.box.inside(of: viewArea)
      guard inside.contains(column: event.column, row: event.row) else { return [] }
      return pressInPopup(.character(QuitChoice.allCases[event.row - inside.row].key))
    case (.ending, .press):
      guard let viewArea else { return [] }
      let box = EndingPopup(state: self, choice: 0)
      let inside = box.inside(of: viewArea)
      guard inside.contains(column: event.column, row: event.row) else {
        popup = nil
        return []
      }
      let row = event.row - inside.row - box.lead.count
      guard box.offers.indices.contains(row) else { return [] }
      return pressInPopup(.character(box.offers[row].offer.key))
    default: break
    }
    return []
  }
}
