import Testing

@testable import TerminalUI

@Suite struct `A line plot` {
  static func ramp(_ count: Int) -> [PlotPoint] {
    (0..<count).map { PlotPoint(Double($0), Double($0)) }
  }

  static func drawn(
    _ plot: LinePlot, width: Int = 40, height: Int = 12, glyphs: GlyphSet = .ascii
  ) -> [String] {
    var canvas = Canvas(width: width, height: height, glyphs: glyphs)
    plot.draw(in: canvas.bounds, on: &canvas)
    return canvas.lines
  }

  @Test func `where a smoothed curve ends elsewhere than its last value, both are told`() {
    var series = PlotSeries(
      "up", .first, marker: "*", points: Self.ramp(9) + [PlotPoint(9, 0)])
    series.smoothed = Self.ramp(9) + [PlotPoint(9, 6)]
    var plot = LinePlot([series])
    #expect(Self.drawn(plot)[0].contains("up 0, drawn 6"))
    plot.series[0].smoothed = nil
    #expect(!Self.drawn(plot)[0].contains("drawn"))
  }

  @Test func `a narrow legend gives up names and counts before it gives up where a curve ends`() {
    let series = (0..<4).map { index in
      var series = PlotSeries(
        "a curve with a name", .series(index), marker: Array("*o+x")[index],
        points: Self.ramp(10), counts: Array(repeating: 32, count: 10))
      series.smoothed = Self.ramp(9) + [PlotPoint(9, 5)]
      return series
    }
    let plot = LinePlot(series)
    for width in [50, 70, 140] {
      let head = Self.drawn(plot, width: width, height: 14)[0...1].joined()
      #expect(head.ranges(of: "drawn 5").count == 4, "\(head)")
    }
    #expect(!plot.namesCurves(width: 50, height: 14))
    #expect(plot.namesCurves(width: 200, height: 14))
  }

  @Test func `curves carry their own signs along the way where colours do not tell them apart`() {
    func curve(_ y: Double, points: Int) -> [PlotPoint] {
      (0..<points).map { PlotPoint(Double($0) * 9 / Double(points - 1), y) }
    }
    var plot = LinePlot([
      PlotSeries("low", .first, marker: "L", points: curve(0.2, points: 91)),
      PlotSeries("high", .second, marker: "H", points: curve(0.8, points: 91)),
    ])
    func signs() -> [Int] {
      let field = Self.drawn(plot, width: 67, height: 14, glyphs: .braille)[1...].joined()
      return ["L", "H"].map { sign in field.filter { String($0) == sign }.count }
    }
    #expect(signs() == [1, 1])
    plot.isMarked = true
    #expect(signs() == [6, 6])
    // Between two of few points nothing was measured: a sign stands on each point or nowhere.
    plot.series[0].points = curve(0.2, points: 4)
    plot.series[1].points = curve(0.8, points: 4)
    #expect(signs() == [4, 3])
  }

  static let pictures: [(GlyphSet, [String])] = [
    (
      .braille,
      [
        "       * up 10",
        "    10┤                   ⣀⠤⠒*",
        "      │              ⢀⡠⠔⠊⠉",
        "      │          ⣀⠤⠒⠉⠁",
        "      │     ⣀⠤⠔⠊⠉",
        "     0┤⣀⠤⠤⠒⠉",
        "      └┬──────────┬──────────┬",
        "       0          5       step",
      ]
    ),
    (
      .block,
      [
        "       * up 10",
        "    10┤                   ▗▄▞*",
        "      │               ▄▄▀▀▘",
        "      │          ▗▄▞▀▀",
        "      │     ▗▄▄▀▀▘",
        "     0┤▄▄▄▞▀▘",
        "      └┬──────────┬──────────┬",
        "       0          5       step",
      ]
    ),
    (
      .ascii,
      [
        "       * up 10",
        "    10+                   ****",
        "      |               ****",
        "      |          *****",
        "      |     *****",
        "     0+*****",
        "      ++----------+----------+",
        "       0          5       step",
      ]
    ),
  ]

  @Test(arguments: pictures)
  func `draws a rising line with axes, ticks and a legend`(glyphs: GlyphSet, picture: [String]) {
    let plot = LinePlot([PlotSeries("up", .first, marker: "*", points: Self.ramp(11))])
    #expect(Self.drawn(plot, width: 30, height: 8, glyphs: glyphs) == picture)
  }

  @Test func `is a bare curve where there is no room for more`() {
    let points = [PlotPoint(0, 0), PlotPoint(1, 1)]
    let plot = LinePlot([PlotSeries("", .first, marker: "●", points: points)])
    #expect(Self.drawn(plot, width: 4, height: 2, glyphs: .braille) == ["  ⡠●", "⡠⠊"])
  }

  @Test(arguments: GlyphSet.allCases)
  func `leaves a gap where values are not finite and counts them`(glyphs: GlyphSet) {
    var points = (0..<100).map { PlotPoint(Double($0), 1) }
    for index in 40..<60 { points[index] = PlotPoint(Double(index), .nan) }
    points[70] = PlotPoint(70, .infinity)
    let plot = LinePlot([PlotSeries("s", .first, marker: "*", points: points)])
    #expect(plot.unplottableCount == 21)
    let lines = Self.drawn(plot, width: 57, height: 12, glyphs: glyphs)
    #expect(lines[0].contains("21 not drawable"))
    let curve = lines[1..<10].map { Array($0.dropFirst(7)) }.max {
      $0.filter { $0 != " " }.count < $1.filter { $0 != " " }.count
    }
    let row = Array(curve ?? [])
    #expect(row.count == 50)
    #expect(row[22..<29].allSatisfy { $0 == " " })
    #expect(row[5] != " " && row[45] != " ")
  }

  @Test func `says that there is nothing yet`() {
    #expect(Self.drawn(LinePlot([])).contains { $0.contains("No data yet") })
    let none = PlotSeries("s", .first, marker: "*", points: [PlotPoint(1, .nan)])
    #expect(Self.drawn(LinePlot([none])).contains { $0.contains("1 points, none") })
  }

  @Test func `keeps one spike among ten thousand points`() {
    var points = (0..<10_000).map { PlotPoint(Double($0), 0) }
    points[5_003] = PlotPoint(5_003, 1)
    let plot = LinePlot(
      [PlotSeries("s", .first, marker: "*", points: points)], yRange: .fixed(0...1))
    let lines = Self.drawn(plot)
    #expect(lines[1].contains("."))
    #expect(!lines[2].dropFirst(7).contains { $0 != " " })
  }

  @Test func `shows a constant in the middle of its range`() {
    let points = (0..<10).map { PlotPoint(Double($0), 5) }
    let geometry = LinePlot([PlotSeries("s", .first, marker: "*", points: points)])
      .geometry(in: Rect(column: 0, row: 0, width: 40, height: 12))
    #expect(geometry?.yRange.contains(5) == true)
    #expect(geometry.map { $0.yRange.lowerBound < 5 && $0.yRange.upperBound > 5 } == true)
  }

  @Test func `reads out the values under its cursor and none that is later`() {
    var held = PlotSeries(
      "b", .second, marker: "o", points: [PlotPoint(3, 0.5), PlotPoint(50, 0.9)],
      band: [PlotInterval(3, 0.4, 0.6)], counts: [200, 200])
    held.isHeld = true
    var smooth = PlotSeries(
      "c", .second, marker: "x", points: [PlotPoint(41, 1), PlotPoint(42, 0)], counts: [8, 1])
    smooth.smoothing = 0.5
    var plot = LinePlot([
      PlotSeries("a", .first, marker: "*", points: Self.ramp(100)), held, smooth,
      PlotSeries("d", .first, marker: "+", points: [PlotPoint(41, 1), PlotPoint(43, 1)]),
    ])
    plot.cursor = 42
    let readings = plot.readings(at: 42)
    #expect(readings.map(\.raw) == [42, 0.5, 0, nil])
    #expect(readings.map(\.count) == [nil, 200, 1, nil])
    #expect(readings.map(\.since) == [nil, 3, nil, nil])
    #expect(readings[2].smoothed.map { $0 > 0.2 && $0 < 0.5 } == true)
    let lines = Self.drawn(plot, width: 70)
    #expect(lines[0].contains("step 42    raw smoothed     n"))
    #expect(lines[2].contains("o b      0.500            200 [0.40-0.60], evaluated at 3"))
    #expect(lines[4].contains("+ d          -"))
    // Where a table has no room there is a line, which says what it tells.
    #expect(Self.drawn(plot, height: 8)[0].contains("step 42 raw   * a 42   o b 0.500"))
  }

  @Test func `names whole steps only and keeps shares between 0 and 1`() {
    let points = [PlotPoint(1, 0), PlotPoint(2, 0), PlotPoint(3, 0), PlotPoint(4, 0)]
    var plot = LinePlot([PlotSeries("s", .first, marker: "*", points: points)])
    plot.isWhole = true
    plot.yBounds = 0...1
    let geometry = plot.geometry(in: Rect(column: 0, row: 0, width: 60, height: 12))
    #expect(geometry.map { $0.yRange.lowerBound == 0 && $0.yRange.upperBound <= 1 } == true)
    let labels = Self.drawn(plot, width: 60).last ?? ""
    #expect(labels.contains("2") && labels.contains("3") && !labels.contains("."))
  }

  @Test func `marks a line to compare with`() {
    let plot = LinePlot(
      [PlotSeries("a", .first, marker: "*", points: Self.ramp(3))],
      references: [ReferenceLine(1.0, "random walk")])
    #expect(Self.drawn(plot).contains { $0.contains("random walk --") })
  }

  @Test func `gives a smoothed curve its raw one as well`() {
    let points = (0..<200).map { PlotPoint(Double($0), $0 % 2 == 0 ? 1 : 0) }
    var series = PlotSeries("s", .first, marker: "*", points: points)
    series.smoothing = 0.95
    let lines = Self.drawn(LinePlot([series]))
    #expect(lines.contains { $0.contains(".") && !$0.contains("*") })
    #expect(lines[1..<10].filter { $0.contains("*") }.count < 6)
  }

  @Test func `leaves zero and below out of a logarithmic scale`() {
    let points = [PlotPoint(0, 0), PlotPoint(1, 1), PlotPoint(2, 1000), PlotPoint(3, -1)]
    let plot = LinePlot(
      [PlotSeries("s", .first, marker: "*", points: points)], yScale: .logarithmic)
    #expect(plot.unplottableCount == 2)
    let lines = Self.drawn(plot)
    #expect(
      lines.contains { $0.hasPrefix("  1000+") } && lines.contains { $0.hasPrefix("     1+") })
  }

  @Test func `ignores the wildest points of a robust range`() {
    var points = (0..<200).map { PlotPoint(Double($0), Double($0 % 10)) }
    points[77] = PlotPoint(77, 1e9)
    let series = PlotSeries("s", .first, marker: "*", points: points)
    let area = Rect(column: 0, row: 0, width: 60, height: 12)
    let robust = LinePlot([series], yRange: .robust).geometry(in: area)
    #expect(robust.map { $0.yRange.upperBound < 20 } == true)
    #expect(LinePlot([series]).geometry(in: area).map { $0.yRange.upperBound >= 1e9 } == true)
  }

  @Test func `draws at any size and with any numbers`() {
    var chance = RandomText(seed: 6)
    let wild: [Double] = [
      0, -0.0, 1, -1, .nan, .infinity, -.infinity, .greatestFiniteMagnitude,
      -.greatestFiniteMagnitude, .leastNonzeroMagnitude, 1e-12, 1e12, 0.1, 7,
    ]
    for _ in 0..<1500 {
      func number() -> Double { wild[chance.number(below: wild.count)] }
      let points = (0..<chance.number(below: 30)).map { _ in PlotPoint(number(), number()) }
      let band = (0..<chance.number(below: 4)).map { _ in
        PlotInterval(number(), number(), number())
      }
      let scales = PlotScale.allCases
      let plot = LinePlot(
        [
          PlotSeries(
            "s", .first, marker: "●", points: points, band: band,
            smoothing: chance.number(below: 2) == 0 ? 0 : 0.9)
        ],
        references: [ReferenceLine(number(), "r")], marks: [PlotMark(number(), "◆")],
        yRange: chance.number(below: 2) == 0 ? .automatic : .robust,
        yScale: scales[chance.number(below: scales.count)], cursor: number())
      _ = Self.drawn(
        plot, width: chance.number(below: 50), height: chance.number(below: 14),
        glyphs: GlyphSet.allCases[chance.number(below: 3)])
    }
  }

  @Test func `finds the x of a column again`() throws {
    let plot = LinePlot([PlotSeries("s", .first, marker: "*", points: Self.ramp(200))])
    let geometry = try #require(
      plot.geometry(in: Rect(column: 5, row: 2, width: 60, height: 12)))
    for column in geometry.field.column..<geometry.field.endColumn {
      #expect(geometry.column(of: geometry.x(atColumn: column)) == column)
    }
  }
}

@Suite struct `Thinning out` {
  @Test func `keeps first, lowest, highest and last of a column in their order`() {
    let ys: [Double] = [5, 9, 1, 4, 6]
    let points = ys.enumerated().map { PlotPoint(Double($0.offset), $0.element) }
    let kept = ColumnReduction.reduce(points) { _ in 0 }
    #expect(kept.map(\.y) == [5, 9, 1, 6])
  }

  @Test func `keeps nothing twice`() {
    let points = [PlotPoint(0, 1)]
    #expect(ColumnReduction.reduce(points) { _ in 0 } == points)
  }

  @Test func `interrupts the curve between columns once`() {
    let points = [PlotPoint(0, 1), PlotPoint(0, .nan), PlotPoint(.nan, 3), PlotPoint(1, 2)]
    let kept = ColumnReduction.reduce(points) { Int($0) }
    #expect(kept.count == 3)
    #expect(kept[1].y.isNaN)
  }

  @Test func `keeps at most four points a column`() {
    var chance = RandomText(seed: 7)
    let points = (0..<5000).map { PlotPoint(Double($0), Double(chance.number(below: 1000))) }
    let kept = ColumnReduction.reduce(points) { Int($0 / 100) }
    #expect(kept.count <= 200)
    #expect(kept.map(\.y).max() == points.map(\.y).max())
    #expect(kept.map(\.x) == kept.map(\.x).sorted())
  }
}

@Suite struct `Exponential smoothing` {
  @Test func `leaves a constant as it is from the first value on`() {
    let smoothed = ExponentialSmoothing.smooth([3, 3, 3, 3], weight: 0.9)
    #expect(smoothed.allSatisfy { abs($0 - 3) < 1e-12 })
  }

  @Test func `weighs by the formula`() {
    let smoothed = ExponentialSmoothing.smooth([1, 2], weight: 0.5)
    #expect(abs(smoothed[1] - (0.25 * 1 + 0.5 * 2) / 0.75) < 1e-12)
  }

  @Test func `goes on after a gap as if it had not been`() {
    let smoothed = ExponentialSmoothing.smooth([1, .nan, 2], weight: 0.5)
    #expect(smoothed[1].isNaN)
    #expect(smoothed[2] == ExponentialSmoothing.smooth([1, 2], weight: 0.5)[1])
  }

  @Test func `changes nothing without weight`() {
    #expect(ExponentialSmoothing.smooth([1, 5, 2], weight: 0) == [1, 5, 2])
  }
}

@Suite struct `Ticks` {
  @Test(arguments: [
    (0.0, 1.0, 6, [0, 0.2, 0.4, 0.6, 0.8, 1.0]), (0, 1, 3, [0, 0.5, 1]),
    (0, 400, 5, [0, 100, 200, 300, 400]), (-1, 1, 3, [-1, 0, 1]), (3, 3, 5, [3]),
  ])
  func `are round numbers`(low: Double, high: Double, count: Int, expected: [Double]) {
    let ticks = AxisTicks(from: low, to: high, count: count)
    #expect(ticks.values.count == expected.count, "\(ticks.values)")
    for (value, wanted) in zip(ticks.values, expected) { #expect(abs(value - wanted) < 1e-9) }
  }

  @Test func `are steps of 1, 2 or 5 and never too many`() {
    var chance = RandomText(seed: 8)
    for _ in 0..<2000 {
      let low = Double(chance.number(below: 2000) - 1000) / 7
      let high = low + Double(1 + chance.number(below: 10_000)) / 13
      let count = 2 + chance.number(below: 8)
      let ticks = AxisTicks(from: low, to: high, count: count)
      #expect(ticks.values.count <= count + 1)
      #expect(ticks.values.allSatisfy { $0 >= low - 1e-6 && $0 <= high + 1e-6 })
    }
  }

  @Test(arguments: [
    (0.5, 0.1, "0.5"), (1, 0.5, "1.0"), (20, 20, "20"), (150_000, 50_000, "150k"),
    (2_500_000, 500_000, "2.5M"), (0, 0.1, "0"), (-0.25, 0.25, "-0.25"), (2e-5, 1e-5, "2e-5"),
    (-1.5e-8, 5e-9, "-15e-9"), (-4e-6, 2e-6, "-4e-6"),
  ])
  func `are labelled as briefly as their step allows`(value: Double, step: Double, label: String) {
    #expect(NumberText.tick(value, step: step) == label)
  }
}

@Suite struct `A number as text` {
  @Test(arguments: [
    (0.0, "0"), (0.1934, "0.193"), (5, "5"), (5.126, "5.13"), (41.97, "42.0"), (4181, "4181"),
    (12_345, "12.3k"), (1_234_567, "1.23M"), (-0.5, "-0.500"), (0.00002, "2.0e-5"),
    (.nan, "nan"), (-.infinity, "-inf"),
  ])
  func `is short`(value: Double, text: String) {
    #expect(NumberText.short(value) == text)
  }

  @Test(arguments: [(1.005, 1, "1.0"), (-0.04, 1, "0.0"), (0.05, 3, "0.050"), (12, 0, "12")])
  func `has the decimals asked for`(value: Double, decimals: Int, text: String) {
    #expect(NumberText.fixed(value, decimals: decimals) == text)
  }
}
