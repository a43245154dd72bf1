/// Where the parts of a plot lie, and how numbers become places in it.
package struct PlotGeometry: Sendable {
  /// The field of the curves, in cells of the screen.
  package let field: Rect
  package let legend: Rect
  /// The line under the field, and below it the labels.
  let axis: Rect
  let tickLabels: Rect
  /// To the left of the field, with the vertical line as its last column.
  let margin: Rect
  package let xRange: ClosedRange<Double>
  /// In values, not in positions of the scale.
  package let yRange: ClosedRange<Double>
  private let yScale: PlotScale
  /// The position of the upper end, and how many positions lie below it.
  private let top: Double
  private let span: Double

  init(
    area: Rect, head: Int, indent: Int, xRange: ClosedRange<Double>, yRange: ClosedRange<Double>,
    yScale: PlotScale
  ) {
    self.xRange = xRange
    self.yRange = yRange
    self.yScale = yScale
    self.top = yScale.position(of: yRange.upperBound)
    self.span = top - yScale.position(of: yRange.lowerBound)
    let left = Self.margin(ofWidth: area.width)
    let bottom = area.height >= 6 ? 2 : area.height >= 4 ? 1 : 0
    let middle = area.inset(top: head, bottom: bottom)
    legend = area.rows(.fixed(head))[0].inset(left: indent)
    field = middle.inset(left: left)
    margin = middle.columns(.fixed(left))[0]
    let below = area.inset(top: area.height - bottom, left: max(0, left - 1))
    axis = below.rows(.fixed(min(1, bottom)))[0]
    tickLabels = area.inset(top: head + middle.height + 1)
  }

  /// The columns for the numbers at the left; fixed, so that a plot does not jump when these grow.
  static func margin(ofWidth width: Int) -> Int { width >= 30 ? 7 : width >= 16 ? 6 : 0 }

  /// The share of the way from left to right at which an x lies.
  func across(_ x: Double) -> Double {
    let span = xRange.upperBound - xRange.lowerBound
    return span > 0 ? (x - xRange.lowerBound) / span : 0.5
  }

  /// The share of the way from top to bottom at which a y lies.
  func down(_ y: Double) -> Double {
    span > 0 ? (top - yScale.position(of: y)) / span : 0.5
  }

  /// The column of the screen at which an x lies; nil outside the field.
  package func column(of x: Double) -> Int? {
    let share = across(x)
    guard share >= 0, share <= 1, field.width > 0 else { return nil }
    return field.column + min(field.width - 1, Int(share * Double(field.width)))
  }

  /// The row of the screen at which a y lies; nil outside the field.
  package func row(of y: Double) -> Int? {
    let share = down(y)
    guard share >= 0, share <= 1, field.height > 0 else { return nil }
    return field.row + min(field.height - 1, Int(share * Double(field.height)))
  }

  /// The x in the middle of a column of the screen, for a mouse and for moving a cursor.
  package func x(atColumn column: Int) -> Double {
    let share = (Double(column - field.column) + 0.5) / Double(max(1, field.width))
    return xRange.lowerBound + share * (xRange.upperBound - xRange.lowerBound)
  }
}
