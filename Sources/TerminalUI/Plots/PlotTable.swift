/// What every curve of a plot is at the cursor: raw, smoothed and n, each under its name.
///
///     step 18      raw  smoothed    n
///     ● held-out  0.865             200  [0.81–0.91], evaluated at 15
///     ○ first     0.969   0.932      32
struct PlotTable {
  let readings: [PlotReading]
  let plot: LinePlot

  private var nameWidth: Int {
    max(
      readings.map { TextWidth.columns(of: $0.name) + 2 }.max() ?? 0,
      TextWidth.columns(of: title))
  }

  private var title: String { "\(plot.xLabel) \(plot.cursor.map(NumberText.short) ?? "")" }

  private var columns: [Table.Column] {
    [
      .init(title, .fixed(nameWidth)), .init("raw", .fixed(6), .trailing),
      .init("smoothed", .fixed(8), .trailing), .init("n", .fixed(5), .trailing),
      .init("", .share()),
    ]
  }

  func draw(in area: Rect, remarks: [Span], on canvas: inout Canvas) {
    Table(columns, count: readings.count) { cells(readings[$0], room: area.width - nameWidth - 23) }
      .draw(in: area, on: &canvas)
    if !remarks.isEmpty { canvas.write(remarks, in: area, aligned: .trailing) }
  }

  private func cells(_ reading: PlotReading, room: Int) -> [[Span]] {
    [
      [
        Span("\(reading.marker) ", reading.style.bold), Span(reading.name, reading.style),
      ],
      [Span(reading.raw.map(plot.number) ?? "–", .text)],
      [Span(reading.smoothed.map(plot.number) ?? "", .muted)],
      [Span(reading.count.map { "\($0)" } ?? "", .text)],
      [Span(details(reading, room: room), .muted)],
    ]
  }

  /// When it was measured, and how sure it is, as far as there is room.
  private func details(_ reading: PlotReading, room: Int) -> String {
    let when = reading.since.map { NumberText.short($0) }
    let interval = reading.interval.map {
      "[\(NumberText.fixed($0.low, decimals: 2))–\(NumberText.fixed($0.high, decimals: 2))]"
    }
    let words = [interval, when.map { "evaluated at \($0)" }].compactMap { $0 }
      .joined(separator: ", ")
    return words.count <= room
      ? words
      : when.map { "evaluated at \($0)".count <= room ? "evaluated at \($0)" : "at \($0)" }
        ?? (interval.map { $0.count <= room ? $0 : "" } ?? "")
  }
}
