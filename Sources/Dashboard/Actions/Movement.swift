/// Going about on the screen: between views, between parts of one, along rows.
package enum Movement: Hashable, Sendable {
  case show(ViewID)
  case nextPane
  case previousPane
  /// Rows down, or up if negative.
  case rows(Int)
  /// Half pages down, or up if negative.
  case halfPages(Int)
  case pages(Int)
  case first
  case last
  /// Columns right, or left if negative: the cursor of a plot.
  case sideways(Int)
  case enter
  case back
}
