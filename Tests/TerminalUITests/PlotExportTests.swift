import Foundation
import FoundationXML
import Testing

@testable import TerminalUI

@Suite struct `A plot as CSV` {
  @Test func `has one column a series and every x once`() {
    let plot = LinePlot(
      [
        PlotSeries("a", .first, marker: "*", points: [PlotPoint(1, 0.1), PlotPoint(2, 5)]),
        PlotSeries("b", .second, marker: "o", points: [PlotPoint(2, -1), PlotPoint(3.5, 1e300)]),
      ], xLabel: "tokens")
    #expect(plot.csv() == "tokens,a,b\n1,0.1,\n2,5,-1\n3.5,,1e+300\n")
  }

  @Test func `leaves empty what is no number, and what has no place`() {
    let points = [PlotPoint(1, .nan), PlotPoint(2, .infinity), PlotPoint(.nan, 3)]
    #expect(
      LinePlot([PlotSeries("a", .first, marker: "*", points: points)]).csv()
        == "step,a\n1,\n2,inf\n")
  }

  @Test func `writes numbers that read back as themselves`() {
    let values: [Double] = [
      0.1 + 0.2, 1 / 3.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -2.5e-7,
    ]
    let points = values.enumerated().map { PlotPoint(Double($0), $1) }
    let lines = LinePlot([PlotSeries("a", .first, marker: "*", points: points)]).csv()
      .split(separator: "\n").dropFirst()
    #expect(lines.compactMap { $0.split(separator: ",").last.flatMap { Double($0) } } == values)
  }

  @Test func `gives a band its two limits, and names what has none`() {
    let series = PlotSeries(
      "", .first, marker: "*", points: [PlotPoint(1, 2)], band: [PlotInterval(1, 0, 3)])
    #expect(LinePlot([series]).csv() == "step,series 1,series 1 low,series 1 high\n1,2,0,3\n")
  }

  @Test func `keeps two values of one series at one x apart`() {
    let points = [PlotPoint(1, 2), PlotPoint(1, 3)]
    #expect(
      LinePlot([PlotSeries("a", .first, marker: "*", points: points)]).csv() == "step,a\n1,2\n1,3\n"
    )
  }

  @Test func `quotes names that would break a line`() {
    let series = PlotSeries("r1, \"raw\"\n", .first, marker: "*", points: [])
    #expect(LinePlot([series]).csv() == "step,\"r1, \"\"raw\"\"␤\"\n")
  }
}

@Suite struct `A plot as SVG` {
  /// What a reader of XML finds in a text.
  private final class Reader: NSObject, XMLParserDelegate {
    var names: [String] = []
    var texts = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      names.append(name)
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { texts += string }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      texts += "\n"
    }

    /// nil for a text that is no XML.
    static func read(_ text: String) -> Reader? {
      let reader = Reader()
      let parser = XMLParser(data: Data(text.utf8))
      parser.delegate = reader
      return parser.parse() ? reader : nil
    }
  }

  private static func wave(_ count: Int) -> PlotSeries {
    PlotSeries(
      "wave", .first, marker: "○", points: (0..<count).map { PlotPoint(Double($0), Double($0 % 7)) }
    )
  }

  @Test func `has axes with round numbers, a legend and a line`() throws {
    let plot = LinePlot([Self.wave(200)], references: [ReferenceLine(3, "random")])
    let read = try #require(Reader.read(plot.svg(title: "Reward")))
    #expect(read.names.first == "svg" && read.names.contains("path"))
    for text in ["Reward", "wave", "random", "step", "50", "150", "2", "6"] {
      #expect(read.texts.split(separator: "\n").contains(text[...]), "\(text)")
    }
  }

  @Test func `shows hostile names as text`() throws {
    var series = Self.wave(20)
    series.name = "</svg><script>alert(1)</script>\u{1B}[2J\u{0}&\"'"
    let text = LinePlot([series], xLabel: "<x>").svg(title: "<b>\u{202E}")
    let read = try #require(Reader.read(text))
    #expect(!read.names.contains("script"))
    #expect(read.texts.contains("<script>alert(1)"))
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0.value == 0 })
  }

  @Test func `shows signs with marks on them as text`() throws {
    var series = Self.wave(20)
    series.name = "<\u{301}b>&\u{301}\"\u{301}"
    let text = LinePlot([series]).svg(title: "a <\u{336}/svg> b")
    let read = try #require(Reader.read(text))
    let known: Set = ["svg", "title", "rect", "path", "text", "line", "g", "circle"]
    #expect(Set(read.names).isSubset(of: known))
    #expect(read.texts.contains("/svg>"))
  }

  @Test func `draws the raw curve pale behind the smoothed one, and bands as areas`() {
    var series = Self.wave(100)
    series.smoothing = 0.9
    series.band = [PlotInterval(0, 1, 2), PlotInterval(99, 3, 4)]
    let text = LinePlot([series]).svg()
    #expect(text.contains("stroke-opacity=\"0.3\"") && text.contains("fill-opacity=\"0.15\""))
  }

  @Test func `interrupts the line where values are missing, and counts them`() {
    var points = (0..<10).map { PlotPoint(Double($0), 1) }
    points[4] = PlotPoint(4, .nan)
    let text = LinePlot([PlotSeries("s", .first, marker: "*", points: points)]).svg()
    #expect(text.components(separatedBy: "fill=\"none\"").count == 3)
    #expect(text.contains("1 points not drawable"))
  }

  @Test func `thins out what no pixel shows and keeps the spike`() {
    var points = (0..<100_000).map { PlotPoint(Double($0), 0) }
    points[50_001] = PlotPoint(50_001, 1)
    let series = PlotSeries("s", .first, marker: "*", points: points)
    let text = LinePlot([series], yRange: .fixed(0...1)).svg(width: 400, height: 200)
    #expect(text.utf8.count < 60_000)
    #expect(text.contains(",0L"))
  }

  @Test func `is the same text for the same plot, and is one for any numbers`() {
    var chance = RandomText(seed: 9)
    let wild: [Double] = [
      0, -0.0, 1, -1, .nan, .infinity, -.infinity, .greatestFiniteMagnitude,
      -.greatestFiniteMagnitude, .leastNonzeroMagnitude, 1e-12, 1e12, 0.1, 7,
    ]
    for round in 0..<300 {
      func number() -> Double { wild[chance.number(below: wild.count)] }
      let points = (0..<chance.number(below: 30)).map { _ in PlotPoint(number(), number()) }
      let plot = LinePlot(
        [
          PlotSeries(
            "s", .series(round), marker: "●", points: points,
            band: [PlotInterval(number(), number(), number()), PlotInterval(1, 0, 2)],
            smoothing: round % 2 == 0 ? 0 : 0.9)
        ],
        references: [ReferenceLine(number(), "r")], marks: [PlotMark(number(), "◆")],
        yRange: round % 3 == 0 ? .automatic : .robust, yScale: PlotScale.allCases[round % 3])
      let size = (width: chance.number(below: 900), height: chance.number(below: 500))
      let text = plot.svg(width: size.width, height: size.height)
      #expect(text == plot.svg(width: size.width, height: size.height))
      #expect(Reader.read(text) != nil, "\(text)")
      #expect(!text.contains("nan") && !text.contains("=\"inf"), "\(text)")
      _ = plot.csv()
    }
  }
}
