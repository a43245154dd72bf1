import TerminalUI

/// A list with what is selected beside it, below it, or alone on a small screen.
enum SplitLayout {
  static func parts(_ area: Rect, listWidth: Int, pane: Int) -> (list: Rect?, detail: Rect?) {
    if hasBoth(area.width, listWidth: listWidth), area.height >= 8 {
      let columns = area.columns(.fixed(max(listWidth, area.width * 3 / 8)), .share())
      return (columns[0], columns[1])
    }
    return pane == 0 ? (area, nil) : (nil, area)
  }

  static func hasBoth(_ width: Int, listWidth: Int) -> Bool { width >= listWidth + 36 }

  /// The selection in the middle of the list where it can be, unless `top` says which row is the
  /// first to show.
  static func centred(_ selected: Int, count: Int, height: Int, top: Int? = nil) -> ListState {
    ListState(selected: selected, offset: top ?? max(0, selected - height / 2))
      .fitted(count: count, height: height)
  }

  static func filterNote(_ filter: String) -> [Span] {
    filter.isEmpty ? [] : [Span(" / ", .key), Span(filter, .match)]
  }
}
