import RunModel
import TerminalUI
import Testing

@testable import Dashboard

struct MouseTests {
  private static func mouse(
    _ kind: MouseEvent.Kind, _ column: Int, _ row: Int, on screen: inout Screen
  ) {
    let key = Key.mouse(MouseEvent(kind: kind, column: column, row: row))
    screen.commands += screen.state.update(.keyPressed(key))
  }

  /// Where a text begins on the screen.
  private static func find(_ text: String, in screen: Screen) -> (column: Int, row: Int)? {
    for (row, line) in screen.lines.enumerated() {
      if let range = line.firstRange(of: text) {
        return (line.distance(from: line.startIndex, to: range.lowerBound), row)
      }
    }
    return nil
  }

  @Test func `a click on a view's name shows the view`() throws {
    var screen = Screen(steps: 4, width: 180, height: 30)
    for (_, view) in ViewCatalog.views {
      let line = screen.lines[29]
      let range = try #require(line.firstRange(of: view.id.name))
      let column = line.distance(from: line.startIndex, to: range.lowerBound)
      Self.mouse(.press, column, 29, on: &screen)
      #expect(screen.state.view == view.id)
    }
  }

  @Test(arguments: ["2", "3", "4", "7"])
  func `a click selects a row that stays under the pointer, and a second one opens it`(
    view: String
  ) throws {
    var screen = Screen(steps: 20, width: 120, height: 30)
    screen.press(view)
    let list = try #require(
      screen.state.currentView.regions(
        of: screen.state, in: Rect(column: 0, row: 1, width: 120, height: 28)
      ).first { if case .list = $0.content { true } else { false } })
    let count = screen.state.rows.count
    let row = list.inside.row + 1 + min(count - 1, 4)
    let line = screen.lines[row].prefix(list.area.endColumn)
    Self.mouse(.press, list.inside.column + 5, row, on: &screen)
    Self.mouse(.release, list.inside.column + 5, row, on: &screen)
    let selected = screen.state.rows.selected(screen.state.place.selection)
    #expect(screen.lines[row].contains("▸"))
    #expect(
      screen.lines[row].prefix(list.area.endColumn).filter { $0 != "▸" }
        .contains(line.filter { $0 != "▸" }.trimmingPrefix { $0 == " " || $0 == "┃" }.prefix(8)))
    let before = screen.state
    Self.mouse(.press, list.inside.column + 5, row, on: &screen)
    #expect(before.rows.selected(before.place.selection) == selected)
    let opened =
      screen.state.place.pane != before.place.pane || screen.state.view != before.view
      || screen.state.notice != nil
    #expect(opened)
  }

  @Test func `the wheel moves through a list, and through the text beside it`() {
    var screen = Screen(steps: 20, width: 120, height: 24)
    screen.press("3", "g")
    let first = screen.state.rows.selected(screen.state.place.selection)
    Self.mouse(.scrollDown, 5, 10, on: &screen)
    let next = screen.state.rows.selected(screen.state.place.selection)
    #expect(first != next && screen.state.place.pane == 0)
    Self.mouse(.scrollDown, 100, 10, on: &screen)
    #expect(screen.state.place.pane == 1 && screen.state.place.scroll == 3)
    Self.mouse(.scrollUp, 100, 10, on: &screen)
    #expect(screen.state.place.scroll == 0)
  }

  @Test func `the wheel magnifies a plot about the pointer`() throws {
    var screen = Screen(steps: 60, width: 160, height: 45)
    let extent = try #require(screen.state.extent)
    let geometry = try #require(Self.plot(screen))
    let column = geometry.field.column + geometry.field.width / 4
    let x = geometry.x(atColumn: column)
    for _ in 0..<5 { Self.mouse(.scrollUp, column, geometry.field.row + 3, on: &screen) }
    let seen = try #require(screen.state.place.viewport.visible(in: extent))
    #expect(seen.upperBound - seen.lowerBound < 15)
    let again = try #require(Self.plot(screen))
    let cell = (seen.upperBound - seen.lowerBound) / Double(again.field.width)
    #expect(abs(again.x(atColumn: column) - x) < 2 * cell)
    for _ in 0..<9 { Self.mouse(.scrollDown, column, geometry.field.row + 3, on: &screen) }
    #expect(screen.state.place.viewport.isWhole)
  }

  @Test func `dragging pans a magnified plot, and a click sets the cursor`() throws {
    var screen = Screen(steps: 60, width: 160, height: 45)
    screen.press("z", "z", "z", "H")
    let extent = try #require(screen.state.extent)
    let before = try #require(screen.state.place.viewport.visible(in: extent))
    let field = try #require(Self.plot(screen)).field
    let (column, row) = (field.column + 10, field.row + 3)
    Self.mouse(.press, column, row, on: &screen)
    Self.mouse(.move, column + 20, row, on: &screen)
    Self.mouse(.release, column + 20, row, on: &screen)
    let after = try #require(screen.state.place.viewport.visible(in: extent))
    let moved = (before.upperBound - before.lowerBound) * 20 / Double(field.width)
    #expect(abs(before.lowerBound - moved - after.lowerBound) < 1e-9)
    #expect(screen.state.place.cursor == nil)
    Self.mouse(.press, column, row, on: &screen)
    Self.mouse(.release, column, row, on: &screen)
    let x = try #require(Self.plot(screen)).x(atColumn: column)
    #expect(abs(Double(try #require(screen.state.place.cursor)) - x) <= 0.5)
    screen.press("enter")
    #expect(screen.state.view == .episodes)
  }

  private static func plot(_ screen: Screen) -> PlotGeometry? {
    let area = Rect(
      column: 0, row: 1, width: screen.state.screen.width, height: screen.state.screen.height - 2)
    for region in screen.state.currentView.regions(of: screen.state, in: area) {
      if case .plot(let plot) = region.content { return plot.geometry(in: region.inside) }
    }
    return nil
  }

  @Test func `a click in another part gives it the keys`() {
    var screen = Screen(steps: 12, width: 160, height: 45)
    for region in screen.state.currentView.regions(
      of: screen.state, in: Rect(column: 0, row: 1, width: 160, height: 43))
    {
      Self.mouse(.press, region.area.column, region.area.row, on: &screen)
      #expect(screen.state.place.pane == region.pane)
    }
  }

  @Test func `a click answers how to leave, and closes help`() throws {
    var screen = Screen(steps: 4, width: 100, height: 30)
    screen.press("q")
    let stay = try #require(Self.find("stay here", in: screen))
    Self.mouse(.press, stay.column, stay.row, on: &screen)
    #expect(screen.state.popup == nil)
    screen.press("?")
    Self.mouse(.scrollDown, 50, 10, on: &screen)
    #expect(screen.state.popup == .help(scroll: 3))
    Self.mouse(.press, 50, 10, on: &screen)
    #expect(screen.state.popup == nil)
  }

  @Test(arguments: [(80, 24), (160, 45), (40, 12), (1, 1), (3, 5)])
  func `the mouse can be used on every cell of every view`(width: Int, height: Int) {
    for steps in [-1, 12] {
      for (key, _) in ViewCatalog.views {
        var screen = Screen(steps: steps, prompts: 2, width: width, height: height)
        screen.press(String(key))
        let start = screen.state
        // A grid that is denser at the edges than a large screen needs.
        let columns = Set((0...width).filter { $0 < 3 || $0 > width - 3 || $0 % 13 == 0 })
        let rows = Set((0...height).filter { $0 < 3 || $0 > height - 3 || $0 % 7 == 0 })
        for column in columns {
          for row in rows {
            screen.state = start
            for kind: MouseEvent.Kind in [.press, .move, .release, .scrollUp, .press, .scrollDown] {
              Self.mouse(kind, column, row, on: &screen)
            }
          }
        }
        #expect(screen.state.draw().width == width)
      }
    }
  }
}
