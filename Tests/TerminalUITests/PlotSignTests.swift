import Testing

@testable import TerminalUI

/// No curve is without its sign, and no words lie over a curve.
struct PlotSignTests {
  private static func level(_ marker: Character, _ y: Double, to end: Double = 9) -> PlotSeries {
    PlotSeries(
      String(marker), .first, marker: marker, points: [PlotPoint(0, y), PlotPoint(end, y)])
  }

  private static func field(_ plot: LinePlot) -> [String] {
    Array(`A line plot`.drawn(plot, width: 67, height: 14, glyphs: .braille)[1...])
  }

  @Test func `curves that end in one place have their signs side by side, the first at the end`() {
    let plot = LinePlot(["A", "B", "C"].map { Self.level($0, 0.5) })
    #expect(Self.field(plot).contains { $0.hasSuffix("CBA") })
  }

  @Test func `what is chosen lies over the others, else the first curve does`() {
    var plot = LinePlot([Self.level("A", 0.5), Self.level("B", 0.5)])
    #expect(Self.field(plot).contains { $0.hasSuffix("BA") })
    plot.series[1].isFront = true
    #expect(Self.field(plot).contains { $0.hasSuffix("AB") })
  }

  @Test func `no sign along a curve runs into one at an end`() {
    var plot = LinePlot([Self.level("A", 0.5), Self.level("B", 0.5, to: 8)])
    plot.isMarked = true
    for width in 50...75 {
      let lines = `A line plot`.drawn(plot, width: width, height: 14, glyphs: .braille)[1...]
      let signs = Set("AB")
      for line in lines.map(Array.init) {
        let places = line.indices.filter { signs.contains(line[$0]) }
        #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 > 2 }, "\(String(line))")
      }
    }
  }

  @Test func `the name of a line to compare with stands where no curve runs`() {
    let line = ReferenceLine(0.02, "random walk")
    func words(_ series: PlotSeries) -> [String] {
      var plot = LinePlot([series], references: [line])
      plot.yRange = .fixed(0...1)
      return Self.field(plot).filter { $0.contains(" random walk") }
    }
    // A curve along the line takes its row, and the words stand above.
    let low = words(Self.level("A", 0.02))
    #expect(low.count == 1 && !low[0].contains("⣀"))
    let high = words(Self.level("A", 0.9))
    #expect(high.count == 1 && high[0].contains("┈ random walk ┈"))
  }
}
