import Testing

@testable import TerminalUI

private func drawn(
  width: Int, height: Int, glyphs: GlyphSet = .braille, _ draw: (inout Canvas) -> Void
) -> [String] {
  var canvas = Canvas(width: width, height: height, glyphs: glyphs)
  draw(&canvas)
  return canvas.lines
}

@Suite struct `A heat map` {
  @Test func `has a texture for every shade and a sign for what is missing`() {
    let values: [Double?] = [0, 0.3, 0.6, 1, nil, .nan, 9, -9]
    let lines = drawn(width: 8, height: 2) { canvas in
      HeatMap(rows: 1, columns: 8) { _, column in values[column] }
        .draw(in: canvas.bounds, on: &canvas)
    }
    #expect(lines == ["░▒▓█··█░", ""])
  }

  @Test func `shows the latest columns`() {
    let lines = drawn(width: 2, height: 1, glyphs: .ascii) { canvas in
      HeatMap(rows: 3, columns: 5, range: 0...4) { _, column in Double(column) }
        .draw(in: canvas.bounds, on: &canvas)
    }
    #expect(lines == ["o#"])
  }
}

@Suite struct `An interval chart` {
  @Test func `puts all rows on one scale`() {
    let chart = IntervalChart(
      [
        .init("slot", low: 0.5, estimate: 0.75, high: 1, .memory),
        .init("none", low: -1, estimate: -0.5, high: 0, .baseline),
      ], reference: 0)
    let lines = drawn(width: 36, height: 2) { chart.draw(in: $0.bounds, on: &$0) }
    #expect(
      lines == [
        "slot     ┊ ├●┤ 0.75 [0.50, 1.00]", "none ├─●─┤     -0.50 [-1.00, 0.00]",
      ])
  }

  @Test func `leaves out what is not a number`() {
    let chart = IntervalChart([.init("a", low: .nan, estimate: .nan, high: .nan, .text)])
    #expect(drawn(width: 40, height: 1) { chart.draw(in: $0.bounds, on: &$0) } == [""])
  }
}

@Suite struct `A histogram` {
  @Test func `counts every value in one bin`() {
    let histogram = Histogram([0, 0.1, 0.5, 1, 2, .nan], bins: 2, range: 0...1)
    #expect(histogram.counts == [2, 2])
  }

  @Test func `shows small counts beside tall ones`() {
    let lines = drawn(width: 3, height: 2) {
      Histogram(counts: [100, 1, 0]).draw(in: $0.bounds, on: &$0)
    }
    #expect(lines == ["█", "█▁"])
  }
}

@Suite struct `Help` {
  @Test func `is drawn from the key map with its keys in one column`() {
    let map = KeyMap<Int>([
      KeyBinding([.character("j"), .down], "a", 1, "go down", group: "Moving"),
      KeyBinding([.enter], "b", 2, "open", group: "Moving"),
    ])
    let lines = map.helpLines.map { $0.map(\.text).joined() }
    #expect(lines == ["Moving", "  j ↓    go down", "  Enter  open", ""])
  }
}
