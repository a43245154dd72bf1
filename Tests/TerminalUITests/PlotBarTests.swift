import Testing

@testable import TerminalUI

/// Bars say how sure what was measured is, and nothing of what was not.
struct PlotBarTests {
  private static func level(
    _ marker: Character, at places: [Double], _ y: Double = 0.5
  ) -> PlotSeries {
    PlotSeries(
      String(marker), .first, marker: marker, points: places.map { PlotPoint($0, y) },
      band: places.map { PlotInterval($0, 0.1, 0.9) })
  }

  /// The columns of the field that have a bar.
  private static func columns(_ plot: LinePlot) -> Set<Int> {
    let lines = `A line plot`.drawn(plot, width: 67, height: 16).map(Array.init)
    return Set(
      lines.flatMap { line in
        line.indices.filter { line[$0] == ":" && $0 > 6 }.map { $0 - 7 }
      })
  }

  @Test func `a bar stands where something was measured and nowhere else`() {
    let plot = LinePlot([Self.level("*", at: [0, 20, 40, 60, 80, 100])])
    #expect(Self.columns(plot) == [0, 12, 24, 36, 48, 59])
  }

  @Test func `where measurements are close, bars keep eight columns apart`() {
    let columns = Self.columns(LinePlot([Self.level("*", at: (0...100).map(Double.init))]))
      .sorted()
    #expect(columns.count >= 6 && columns.last == 59)
    #expect(zip(columns, columns.dropFirst()).allSatisfy { $1 - $0 >= 8 })
  }

  @Test func `curves measured in the same places take turns`() {
    let places = [0.0, 20, 40, 60, 80, 100]
    let both = Self.columns(
      LinePlot([Self.level("*", at: places), Self.level("o", at: places, 0.6)]))
    #expect(both == [0, 12, 24, 36, 48, 59])
  }

  @Test func `no end of a bar is a loose dot`() {
    let loose = Set("⠁⠂⠄⡀⠈⠐⠠⢀")
    for low in [0.02, 0.07, 0.13, 0.2, 0.31] {
      var series = Self.level("*", at: [0, 50, 100])
      series.band = [0, 50, 100].map { PlotInterval($0, low, 1 - low) }
      var plot = LinePlot([series])
      plot.yRange = .fixed(0...1)
      let lines = `A line plot`.drawn(plot, width: 67, height: 16, glyphs: .braille)
      #expect(loose.isDisjoint(with: lines.joined()), "\(low)")
    }
  }
}
