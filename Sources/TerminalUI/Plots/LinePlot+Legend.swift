/// What stands above the curves: their names and latest values, or what they are at the cursor.
extension LinePlot {
  /// The lines above the field of a plot of a size.
  func headHeight(width: Int, height: Int) -> Int {
    guard height >= 5 else { return 0 }
    let wanted =
      hasTable(width: width, height: height)
      ? series.count + 1
      : legend(width - PlotGeometry.margin(ofWidth: width)).count
    // The curves come first, but a table that lacks some of them is none.
    return max(1, min(wanted, height - (hasTable(width: width, height: height) ? 4 : 5)))
  }

  private func hasTable(width: Int, height: Int) -> Bool {
    cursor != nil && width >= 34 && height >= series.count + 5
  }

  func drawHead(_ geometry: PlotGeometry, in area: Rect, on canvas: inout Canvas) {
    let remarks = remarks(geometry)
    if hasTable(width: area.width, height: area.height) {
      let table = PlotTable(readings: readings(at: cursor), plot: self)
      table.draw(in: geometry.legend, remarks: remarks, on: &canvas)
      return
    }
    let lines = legend(geometry.legend.width, remarks: remarks)
    for (row, line) in lines.enumerated() { canvas.write(line, row: row, in: geometry.legend) }
  }

  /// Points that lie outside of what shows, and those that have no place at all.
  private func remarks(_ geometry: PlotGeometry) -> [Span] {
    var spans: [Span] = []
    let cut = cutOff(geometry)
    if cut.above + cut.below > 0 {
      spans.append(Span("⇞\(cut.above) ⇟\(cut.below) beyond  ", .warning))
    }
    let missing = unplottableCount
    if missing > 0 { spans.append(Span("\(missing) not drawable", .warning)) }
    return spans
  }

  /// Each curve with its latest value as it was measured, wrapped between curves only.
  ///
  /// Where all do not fit into a few lines, counts go first and names after them.
  private func legend(_ width: Int, remarks: [Span] = []) -> [[Span]] {
    let readings = readings(at: cursor)
    let head: [[Span]] =
      cursor.map { [[Span("\(xLabel) \(NumberText.short($0)) raw", .accent)]] } ?? []
    let tail = remarks.isEmpty ? [] : [remarks]
    // What is said first is the last to go: how high the curve ends, counts, names.
    let choices = [
      (isNamed, true, true), (isNamed, true, false), (isNamed, false, false), (false, false, false),
    ]
    for (place, choice) in choices.enumerated() {
      let entries = readings.map {
        entry($0, isNamed: choice.0, isCounted: choice.1, saysDrawn: choice.2)
      }
      let lines = Self.flow(head + entries + tail, width: width)
      let isLast = place == choices.count - 1
      if isLast || lines.count <= (place < 3 ? Self.mostLines : 1) { return lines }
    }
    return []
  }

  private static let mostLines = 2

  /// The value is the measured one; the sign at the end of a smoothed curve may stand elsewhere,
  /// and then where it stands is said too.
  private func entry(
    _ reading: PlotReading, isNamed: Bool, isCounted: Bool, saysDrawn: Bool
  ) -> [Span] {
    var spans = [Span("\(reading.marker) ", reading.style.bold)]
    if isNamed, !reading.name.isEmpty { spans.append(Span(reading.name + " ", reading.style)) }
    spans.append(Span(reading.raw.map(number) ?? "–", .text))
    if isCounted, let count = reading.count { spans.append(Span(" n \(count)", .muted)) }
    if saysDrawn, let raw = reading.raw, let drawn = reading.smoothed, isFar(raw, drawn) {
      spans.append(Span(", drawn \(number(drawn))", .muted))
    }
    return spans
  }

  /// Whether two values stand visibly apart: by more than a fortieth of what the plot spans.
  private func isFar(_ one: Double, _ other: Double) -> Bool {
    let span: Double
    if case .fixed(let range) = yRange {
      span = range.upperBound - range.lowerBound
    } else {
      let values = series.flatMap(\.points).map(\.y).filter(\.isFinite)
      span = (values.max() ?? 1) - (values.min() ?? 0)
    }
    return (one - other).magnitude > span / 40
  }

  /// Entries side by side, in as many lines as it takes; none is cut.
  private static func flow(_ entries: [[Span]], width: Int) -> [[Span]] {
    var lines: [[Span]] = []
    var used = 0
    for entry in entries {
      let size = entry.reduce(0) { $0 + TextWidth.columns(of: $1.text) }
      if !lines.isEmpty, used + 3 + size <= width {
        lines[lines.count - 1] += [Span("   ", .text)] + entry
        used += 3 + size
      } else {
        lines.append(entry)
        used = size
      }
    }
    return lines
  }

  /// What smoothing leaves of a curve that lies at 0 is 0 and not "2.5e-10".
  func number(_ value: Double) -> String {
    value.magnitude < smallest ? "0" : NumberText.short(value)
  }

  private var smallest: Double {
    guard case .fixed(let range) = yRange else { return 1e-9 }
    return (range.upperBound - range.lowerBound) * 1e-6
  }
}
