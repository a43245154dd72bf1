/// The signs at the ends of curves: side by side where several end in one place, since a curve
/// without its sign cannot be named.
extension LinePlot {
  /// A sign and its cell of the field.
  struct EndSign {
    let series: Int
    let column: Int
    let row: Int
  }

  /// The curves from back to front: the first is the one that matters most, unless one is chosen.
  var drawingOrder: [Int] {
    let back = series.indices.reversed().filter { !series[$0].isFront }
    return back + series.indices.filter { series[$0].isFront }
  }

  /// What lies in front has its sign where it ends, the others beside it on the curves' way there.
  func endSigns(_ curves: [[PlotPoint]], _ geometry: PlotGeometry) -> [EndSign] {
    var taken: Set<[Int]> = []
    return drawingOrder.reversed().compactMap { index in
      let last = curves[index].last { isPlottable($0) && geometry.column(of: $0.x) != nil }
      guard let last, let end = geometry.column(of: last.x), let row = geometry.row(of: last.y)
      else { return nil }
      let place = (0...end - geometry.field.column).reversed().first { !taken.contains([$0, row]) }
      guard let place else { return nil }
      taken.insert([place, row])
      return EndSign(series: index, column: place, row: row - geometry.field.row)
    }
  }

  func draw(_ signs: [EndSign], in field: Rect, on canvas: inout Canvas) {
    for sign in signs {
      let series = series[sign.series]
      canvas.write(
        String(series.marker), row: sign.row, column: sign.column, in: field,
        as: series.style.bold)
    }
  }
}
