import RunModel
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

/// A plot that shows, as it can be taken away.
struct TakenPlot {
  /// The name of its files, without an ending.
  let name: String
  let title: String
  let plot: LinePlot

  /// All of its numbers as CSV, or what shows of it as SVG.
  func file(_ kind: CurveFile, as name: String? = nil) -> SavedText {
    let text: String =
      switch kind {
      case .csv: plot.csv()
      case .svg: plot.svg(title: title)
      }
    return SavedText(name: name ?? "\(self.name).\(kind)", text: text)
  }
}

extension DashboardState {
  /// The plots of the view: the one that has the keys, or all that show.
  var takenPlots: [TakenPlot] {
    if view == .compare {
      let plot = comparedArms.wholePlot(xLabel: plots.axis.words)
      return [TakenPlot(name: "compare", title: "held-out success", plot: plot)]
    }
    let charts = currentView.focusedChart(of: self).map { [$0] } ?? currentView.charts(of: self)
    let matches = matchCounts.map {
      TakenPlot(name: "matches", title: "matches of '\(place.filter)'", plot: MatchPanel.plot($0))
    }
    return charts.map { chart in
      TakenPlot(name: chart.id, title: "\(open.name) · \(chart.title)", plot: plot(of: chart))
    } + (view.listsEpisodes ? [matches].compactMap { $0 } : [])
  }

  /// What a key says where no curve shows that it could write.
  static let noCurve =
    "no curve shows here: C writes those of 1, 3, 5, 6, 8, 9 and of filters"

  /// Writes the plots of the view, each in both forms.
  mutating func writeCurves() -> [Command] {
    let taken = takenPlots
    guard !taken.isEmpty else {
      notify(Self.noCurve)
      return []
    }
    return [.saveAll(taken.flatMap { [$0.file(.csv), $0.file(.svg)] })]
  }

  /// Writes the plot that has the keys to a file whose ending says how.
  mutating func exportCurve(to name: String) -> [Command] {
    guard let taken = takenPlots.first else {
      notify(Self.noCurve, .problem)
      return []
    }
    guard let kind = CurveFile(ofFile: name) else {
      notify("Usage: export curve FILE.csv, or FILE.svg", .problem)
      return []
    }
    let file = taken.file(kind, as: name)
    return [.save(name: file.name, text: file.text)]
  }
}
