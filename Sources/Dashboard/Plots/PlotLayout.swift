import Basics
import TerminalUI

/// Which charts stand beside each other, and how each is scaled.
package struct PlotLayout: Hashable, Sendable {
  package struct Pane: Hashable, Sendable {
    /// A name of the catalogue.
    package var chart: String
    /// nil for the chart's own.
    package var scale: CurveScale?
  }

  package var panes: [Pane]

  package init(panes: [Pane]) {
    self.panes = panes.isEmpty ? [Pane(chart: "success", scale: nil)] : panes
  }

  init(_ charts: [String]) { self.init(panes: charts.map { Pane(chart: $0, scale: nil) }) }

  /// What practitioners look at first; last what is measured only where somebody asks for it.
  package static let standard = PlotLayout([
    "loss", "entropy", "gradient", "dead-first", "dead-second", "advantage", "clipping",
    "reflections", "lift", "seconds", "throughput", "kl",
  ])

  /// The numbers of panes that a key goes through; the last stands for all of the standard ones.
  static let counts = [1, 2, 4, 6]

  /// This layout with so many panes; those that are missing are taken from the standard one.
  func resized(to count: Int) -> PlotLayout {
    let used = Set(panes.map(\.chart))
    let spare = Self.standard.panes.filter { !used.contains($0.chart) }
    return PlotLayout(panes: Array((panes + spare).prefix(max(1, count))))
  }

  /// How many stand side by side and below each other, where so much has room.
  func grid(in area: Rect) -> (columns: Int, rows: Int) {
    let mostColumns = max(1, min(4, area.width / 40))
    // A narrow plot has two lines of values, which take of its height.
    let mostRows = max(1, area.height / (mostColumns > 2 ? 9 : 12))
    let wanted = panes.count <= 1 ? 1 : panes.count <= 4 ? 2 : panes.count <= 12 ? 3 : 4
    let columns = min(wanted, mostColumns)
    return (columns, max(1, min(mostRows, (panes.count + columns - 1) / columns, 4)))
  }
}

/// The layouts that were given names, as a file that people can edit.
///
///     # name = chart, chart:scale, …
///     mine = loss, gradient:log, success
package struct PlotLayouts: Equatable, Sendable {
  package private(set) var named: [String: PlotLayout] = [:]
  /// The file as it is, comments included.
  package private(set) var text: String
  /// What is wrong in it, each with file and line; the other lines hold.
  package private(set) var problems: [String] = []

  package init(text: String = "", file: String = "layouts") {
    self.text = text
    for (index, line) in TextCleaner.lines(of: text).enumerated() {
      let content = line.prefix { $0 != "#" }.trimmed
      guard !content.isEmpty else { continue }
      do throws(Problem) {
        let (name, layout) = try Self.parse(content)
        named[name] = layout
      } catch {
        problems.append("\(file):\(index + 1): \(error.words)")
      }
    }
  }

  /// The same with one more layout, or another under its name.
  mutating func save(_ layout: PlotLayout, as name: String) {
    let panes = layout.panes.map { $0.chart + ($0.scale.map { ":\($0.rawValue)" } ?? "") }
    let line = "\(name) = \(panes.joined(separator: ", "))"
    var lines = TextCleaner.lines(of: text).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    if lines.isEmpty { lines = ["# Layouts of plots in kolb: name = chart, chart:scale, …"] }
    let isSame: (String) -> Bool = {
      $0.prefix { $0 != "#" }.split(separator: "=").first?.trimmed == name
    }
    if let place = lines.lastIndex(where: isSame) {
      lines[place] = line
    } else {
      lines.append(line)
    }
    self = PlotLayouts(text: lines.joined(separator: "\n") + "\n")
  }

  static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.count <= 40 && Int(text) == nil && text != "save"
      && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  }

  // MARK: - Parsing

  private enum Problem: Error {
    case noName(String)
    case noCharts(String)
    case unknownChart(String)
    case unknownScale(String)

    var words: String {
      switch self {
      case .noName(let line):
        "'\(line)' names no layout. Write: name = chart, chart (letters, digits, - and _)."
      case .noCharts(let name): "Layout '\(name)' has no charts. Write: \(name) = loss, entropy."
      case .unknownChart(let name): "There is no chart '\(name)'." + hint(name, chartNames)
      case .unknownScale(let name):
        "There is no scale '\(name)'." + hint(name, CurveScale.allCases.map(\.rawValue))
      }
    }

    private var chartNames: [String] {
      ChartCatalog.charts.flatMap { [$0.id] + $0.metrics.map(\.id) }
    }

    private func hint(_ name: String, _ names: [String]) -> String {
      Spelling.nearest(to: name, among: names).map { " Did you mean '\($0)'?" } ?? ""
    }
  }

  private static func parse(_ line: String) throws(Problem) -> (String, PlotLayout) {
    let sides = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, isName(sides[0].trimmed) else {
      throw .noName(TextCleaner.clean(line))
    }
    var panes = [PlotLayout.Pane]()
    for word in sides[1].split(separator: ",") {
      let parts = word.split(separator: ":", maxSplits: 1).map(\.trimmed)
      guard let name = parts.first, ChartCatalog.isKnown(name) else {
        throw .unknownChart(TextCleaner.clean(word.trimmed))
      }
      let scale = parts.count > 1 ? CurveScale(rawValue: parts[1]) : nil
      if parts.count > 1, scale == nil { throw .unknownScale(TextCleaner.clean(parts[1])) }
      panes.append(PlotLayout.Pane(chart: name, scale: scale))
    }
    guard !panes.isEmpty else { throw .noCharts(sides[0].trimmed) }
    return (sides[0].trimmed, PlotLayout(panes: panes))
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
