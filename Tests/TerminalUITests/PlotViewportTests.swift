import Testing

@testable import TerminalUI

@Suite struct `A viewport` {
  private static let extent = 0.0...1000.0

  @Test func `shows everything at first, and again after a reset`() {
    var viewport = PlotViewport()
    #expect(viewport.isWhole && viewport.visible(in: Self.extent) == nil)
    viewport.zoom(by: 2, about: 500, in: Self.extent)
    #expect(viewport.visible(in: Self.extent) == 250...750)
    viewport.reset()
    #expect(viewport.isWhole)
  }

  @Test(arguments: [100.0, 333, 500, 900])
  func `keeps the place that it magnifies about`(x: Double) throws {
    var viewport = PlotViewport()
    for _ in 0..<5 { viewport.zoom(by: 1.5, about: x, in: Self.extent) }
    let seen = try #require(viewport.visible(in: Self.extent))
    let share = (x - seen.lowerBound) / (seen.upperBound - seen.lowerBound)
    #expect(abs(share - x / 1000) < 1e-9)
    for _ in 0..<5 { viewport.zoom(by: 1 / 1.5, about: x, in: Self.extent) }
    #expect(viewport.isWhole)
  }

  @Test func `goes on with the data when it shows their end, and stays when it does not`() {
    var latest = PlotViewport()
    latest.show(900...1000, in: Self.extent)
    #expect(latest.visible(in: 0...2000) == 1900...2000)
    var fixed = PlotViewport()
    fixed.show(400...500, in: Self.extent)
    #expect(fixed.visible(in: 0...2000) == 400...500)
  }

  @Test func `pans by what shows and stops at the ends`() {
    var viewport = PlotViewport()
    viewport.show(400...600, in: Self.extent)
    viewport.pan(by: 0.5, in: Self.extent)
    #expect(viewport.visible(in: Self.extent) == 500...700)
    for _ in 0..<20 { viewport.pan(by: -0.5, in: Self.extent) }
    #expect(viewport.visible(in: Self.extent) == 0...200)
  }

  @Test func `moves no further than it takes to see a place`() {
    var viewport = PlotViewport()
    viewport.show(400...600, in: Self.extent)
    viewport.reveal(500, in: Self.extent)
    #expect(viewport.visible(in: Self.extent) == 400...600)
    viewport.reveal(650, in: Self.extent)
    #expect(viewport.visible(in: Self.extent) == 450...650)
    viewport.reveal(10, in: Self.extent)
    #expect(viewport.visible(in: Self.extent) == 10...210)
  }

  @Test func `never leaves the data nor turns round, whatever is done to it`() {
    var chance = RandomText(seed: 21)
    let wild: [Double] = [
      0, 1, -1, 0.5, 3, 1e-9, 1e9, .nan, .infinity, -.infinity, .greatestFiniteMagnitude,
      -.greatestFiniteMagnitude, .leastNonzeroMagnitude, 1000,
    ]
    let extents: [ClosedRange<Double>] = [
      0...1000, 5...5, -1e12...1e12, 1e15...(1e15 + 8), 0...1e-300, -3...0,
    ]
    for round in 0..<4000 {
      func number() -> Double { wild[chance.number(below: wild.count)] }
      var viewport = PlotViewport()
      let extent = extents[round % extents.count]
      for _ in 0..<12 {
        switch chance.number(below: 4) {
        case 0: viewport.zoom(by: number(), about: number(), in: extent)
        case 1: viewport.pan(by: number(), in: extent)
        case 2: viewport.reveal(number(), in: extent)
        default:
          let (a, b) = (number(), number())
          if a <= b { viewport.show(a...b, in: extent) }
        }
        // Data may have come or gone meanwhile.
        let now = extents[chance.number(below: extents.count)]
        for extent in [extent, now] {
          guard let seen = viewport.visible(in: extent) else { continue }
          #expect(seen.lowerBound >= extent.lowerBound && seen.upperBound <= extent.upperBound)
          #expect(seen.lowerBound.isFinite && seen.upperBound.isFinite)
        }
      }
    }
  }
}

@Suite struct `A crowded curve` {
  @Test func `is told by its middle, its bulk and its extremes in each column`() {
    let points = (0..<101).map { PlotPoint(0, Double($0)) } + [PlotPoint(2, 7)]
    let density = ColumnDensity(points, width: 3, height: 101) { (Int($0.x), Int($0.y)) }
    #expect(
      density.columns == [
        .init(top: 0, bottom: 100, bulk: 10...90, median: 50), nil,
        .init(top: 7, bottom: 7, bulk: 7...7, median: 7),
      ])
  }

  @Test(arguments: GlyphSet.allCases)
  func `leaves its trend readable among fifty thousand points`(glyphs: GlyphSet) {
    var chance = RandomText(seed: 5)
    let points = (0..<50_000).map { step in
      PlotPoint(
        Double(step), Double(step) / 50_000 + Double(chance.number(below: 1000)) / 1000)
    }
    let series = PlotSeries("s", .first, marker: "*", points: points)
    var canvas = Canvas(width: 87, height: 24, glyphs: glyphs)
    LinePlot([series], yRange: .fixed(0...2)).draw(in: canvas.bounds, on: &canvas)
    // Cells in the style of the curve itself are a line and not a block.
    for column in 10..<84 {
      let bright = (1..<21).count { row in
        let cell = canvas[column, row]
        return cell.style == .first && cell.text != " "
      }
      #expect((1...6).contains(bright), "column \(column): \(bright)")
    }
  }

  @Test func `keeps one spike among fifty thousand points, smoothed or not`() {
    for smoothing in [0, 0.99] {
      var points = (0..<50_000).map { PlotPoint(Double($0), 0.1) }
      points[31_415] = PlotPoint(31_415, 0.99)
      let series = PlotSeries("s", .first, marker: "*", points: points, smoothing: smoothing)
      var canvas = Canvas(width: 60, height: 12, glyphs: .braille)
      LinePlot([series], yRange: .fixed(0...1)).draw(in: canvas.bounds, on: &canvas)
      #expect(canvas.lines[1].dropFirst(7).contains { $0 != " " })
    }
  }
}

@Suite struct `What has no place on a plot` {
  private static func lines(_ plot: LinePlot) -> [String] {
    var canvas = Canvas(width: 60, height: 12, glyphs: .braille)
    plot.draw(in: canvas.bounds, on: &canvas)
    return canvas.lines
  }

  @Test func `is marked at the edge where it was cut off, and counted`() {
    var points = (0..<100).map { PlotPoint(Double($0), Double($0 % 5)) }
    points[20] = PlotPoint(20, 900)
    points[50] = PlotPoint(50, -900)
    let lines = Self.lines(
      LinePlot([PlotSeries("s", .first, marker: "●", points: points)], yRange: .robust))
    #expect(lines[0].contains("⇞1 ⇟1 beyond"))
    #expect(lines[1].contains("⇞") && lines[9].contains("⇟"))
  }

  @Test func `is marked on the axis where it is no number`() {
    var points = (0..<100).map { PlotPoint(Double($0), 1) }
    points[50] = PlotPoint(50, .nan)
    let lines = Self.lines(LinePlot([PlotSeries("s", .first, marker: "●", points: points)]))
    #expect(lines[10].contains("⊘"))
  }
}

@Suite struct `A symmetric logarithmic scale` {
  @Test(arguments: [-1e6, -3, -0.001, 0, 1e-9, 0.5, 12, 1e9])
  func `has a place for every number and finds it again`(value: Double) {
    let scale = PlotScale.symlog(linearWithin: 0.01)
    let again = scale.value(at: scale.position(of: value))
    #expect(abs(again - value) <= 1e-9 * max(1, abs(value)))
  }

  @Test func `has ticks at powers of ten on both sides of zero`() {
    let ticks = ScaleTicks.ticks(
      from: -100, to: 1000, count: 7, scale: .symlog(linearWithin: 1))
    #expect(ticks.map(\.label).contains("0"))
    #expect(ticks.contains { $0.value < 0 } && ticks.contains { $0.value >= 100 })
    #expect(ticks.map(\.value) == ticks.map(\.value).sorted())
  }
}

@Suite struct `Selecting by order` {
  @Test func `finds what sorting would find`() {
    var chance = RandomText(seed: 3)
    for _ in 0..<200 {
      let values = (0..<(1 + chance.number(below: 60))).map { _ in
        Double(chance.number(below: 20))
      }
      let (low, high) = (chance.number(below: values.count), chance.number(below: values.count))
      let sorted = values.sorted()
      #expect(Quantile.values(values, at: low, high) == (sorted[low], sorted[high]))
    }
  }
}
