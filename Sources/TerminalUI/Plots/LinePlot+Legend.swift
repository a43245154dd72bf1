/// What stands above the curves: their names and latest values, or what they are at the cursor.
extension LinePlot {
  /// The lines above the field of a plot of a size.
  func headHeight(width: Int, height: Int) -> Int {
    guard height >= 5 else { return 0 }
    let wanted =
      hasTable(width: width, height: height)
      ? series.count + 1
      : legend(
        width - headIndent(width: width, height: height), lines: Self.mostLines(height: height)
      ).count
    // The curves come first, but a table that lacks some of them is none.
    return max(1, min(wanted, height - (hasTable(width: width, height: height) ? 4 : 5)))
  }

  /// Where the head begins: over the field, or where names have room only so, over the numbers at
  /// its left as well.
  func headIndent(width: Int, height: Int) -> Int {
    let margin = PlotGeometry.margin(ofWidth: width)
    guard margin > 1, height >= 5, !hasTable(width: width, height: height) else { return margin }
    let fits = { self.names(fitting: width - $0, height: height) }
    return !fits(margin) && fits(1) ? 1 : margin
  }

  private func names(fitting width: Int, height: Int) -> Bool {
    let readings = readings(at: cursor)
    return LegendWords.choices.first { words in
      let lines = Self.flow(readings.map { entry($0, words) }, width: width)
      return lines.count <= Self.mostLines(height: height)
    }?.isNamed ?? false
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
    let lines = legend(
      geometry.legend.width, lines: Self.mostLines(height: area.height), remarks: remarks)
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
  /// Where all do not fit into a few lines, counts go first and names after them, for which a lower
  /// edge has room. Where the curve ends is said to the last: its sign stands there, and the value
  /// that was measured beside it would be taken for its height.
  private func legend(_ width: Int, lines most: Int, remarks: [Span] = []) -> [[Span]] {
    let readings = readings(at: cursor)
    let head: [[Span]] =
      cursor.map { [[Span("\(xLabel) \(NumberText.short($0)) raw", .accent)]] } ?? []
    let tail = remarks.isEmpty ? [] : [remarks]
    let lines = LegendWords.choices.lazy.map { words in
      Self.flow(head + readings.map { entry($0, words) } + tail, width: width)
    }
    return lines.first { $0.count <= most } ?? lines.last ?? []
  }

  /// Whether what stands above a plot of a size has the names of its curves beside their values.
  package func namesCurves(width: Int, height: Int) -> Bool {
    if hasTable(width: width, height: height) { return true }
    guard height >= 5 else { return false }
    return names(fitting: width - headIndent(width: width, height: height), height: height)
  }

  /// A legend leaves a low plot its curves.
  private static func mostLines(height: Int) -> Int { min(2, max(1, height - 5)) }

  /// The value is the measured one; the sign at the end of a smoothed curve may stand elsewhere,
  /// and then where it stands is said too, in the curve's own colour.
  private func entry(_ reading: PlotReading, _ words: LegendWords) -> [Span] {
    var spans = [Span("\(reading.marker) ", reading.style.bold)]
    if words.isNamed, !reading.name.isEmpty {
      spans.append(Span(reading.name + " ", reading.style))
    }
    spans.append(Span(reading.raw.map(number) ?? "–", .text))
    if let count = reading.count, words.tells(count) { spans.append(Span(" n \(count)", .muted)) }
    if words.tellsDrawn, let raw = reading.raw, let drawn = reading.smoothed, isFar(raw, drawn) {
      spans += [Span(", drawn ", .muted), Span(number(drawn), reading.style)]
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

/// What a legend says of each curve, from all of it to what there is always room for.
private struct LegendWords {
  let isNamed: Bool
  /// The largest number of observations that is told: a few make a value doubtful, many do not.
  let mostCounted: Int
  /// Whether it is said where a smoothed curve ends: the last to go, and only before a whole curve.
  var tellsDrawn = true

  func tells(_ count: Int) -> Bool { count <= mostCounted }

  /// Names are given up last: without them the signs have to be explained somewhere else.
  static let choices =
    [true, false].flatMap { isNamed in
      [Int.max, 9, -1].map { LegendWords(isNamed: isNamed, mostCounted: $0) }
    } + [LegendWords(isNamed: false, mostCounted: -1, tellsDrawn: false)]
}
