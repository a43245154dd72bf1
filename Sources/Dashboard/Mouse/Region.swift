import TerminalUI

/// A part of the screen that answers to the mouse.
///
/// A view names its regions from the same layout that it draws by, so that what is pointed at is
/// what shows, without a second picture.
package struct Region: Sendable {
  package enum Content: Sendable {
    /// The rows of the view's list in a frame, below a line of titles.
    case list
    /// Something that scrolls, or only takes the keys.
    case text
    /// A plot in a frame.
    case plot(LinePlot)
  }

  /// With its frame.
  package let area: Rect
  /// The part of the view that gets the keys when it is pointed at.
  package let pane: Int
  package let content: Content

  package init(_ area: Rect, pane: Int, _ content: Content) {
    self.area = area
    self.pane = pane
    self.content = content
  }

  var inside: Rect { area.inset(by: 1) }
}

extension SplitLayout {
  /// The regions of a list with a text beside it.
  static func regions(_ parts: (list: Rect?, detail: Rect?), pane: Int) -> [Region] {
    [
      parts.list.map { Region($0, pane: 0, .list) },
      // Within the detail the keys stay where they are.
      parts.detail.map { Region($0, pane: max(1, pane), .text) },
    ].compactMap { $0 }
  }
}
