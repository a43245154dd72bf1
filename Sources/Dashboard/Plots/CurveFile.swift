import TerminalUI

/// The forms in which a plot can be taken away.
enum CurveFile: String, CaseIterable {
  case csv
  case svg

  /// By the ending of a file's name.
  init?(ofFile name: String) {
    guard let kind = CurveFile.allCases.first(where: { name.lowercased().hasSuffix(".\($0)") })
    else { return nil }
    self = kind
  }
}

extension DashboardState {
  /// A chart as a file: all of its numbers as CSV, or what shows of it as SVG.
  func curveFile(_ chart: Chart, kind: CurveFile, name: String = "") -> SavedText {
    let plot = plot(of: chart)
    let text: String =
      switch kind {
      case .csv: plot.csv()
      case .svg: plot.svg(title: "\(open.name) · \(chart.title)")
      }
    return SavedText(name: name.isEmpty ? "\(chart.id).\(kind)" : name, text: text)
  }

  /// Writes the chart that has the keys to a file whose ending says how.
  mutating func exportCurve(to name: String) -> [Command] {
    guard let chart = currentView.focusedChart(of: self) else {
      notify("Curves are in the overview and in diagnostics.", .problem)
      return []
    }
    guard let kind = CurveFile(ofFile: name) else {
      notify("Usage: export curve FILE.csv, or FILE.svg", .problem)
      return []
    }
    let file = curveFile(chart, kind: kind, name: name)
    return [.save(name: file.name, text: file.text)]
  }
}
