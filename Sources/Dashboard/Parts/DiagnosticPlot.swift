import RLCore
import RunModel
import TerminalUI

/// The curves by which practitioners judge whether training is healthy.
enum DiagnosticPlot: CaseIterable {
  case loss
  case entropy
  case divergence
  case gradient
  case deadFirst
  case deadSecond
  case advantage
  case clipping
  case reflections
  case lift
  case seconds
  case throughput

  var title: String {
    switch self {
    case .loss: "loss"
    case .entropy: "entropy · nats a token"
    case .divergence: "KL from the start · nats"
    case .gradient: "gradient norm"
    case .deadFirst: "first groups without gradient"
    case .deadSecond: "second groups without gradient"
    case .advantage: "advantage deviation"
    case .clipping: "share of tokens clipped"
    case .reflections: "reflections"
    case .lift: "lift by step"
    case .seconds: "seconds by phase"
    case .throughput: "tokens a second"
    }
  }

  var meaning: String {
    switch self {
    case .loss: "mean a row; row types are trained by different losses"
    case .entropy: "a slow decline is healthy, a sudden one is a collapse"
    case .divergence: "estimate of the divergence from the weights that training began with"
    case .gradient: "before clipping; a spike and then a fall is a bad sign"
    case .deadFirst, .deadSecond: "a group whose rewards are all alike teaches nothing"
    case .advantage: "near 1 where groups are mixed"
    case .clipping: "healthy between 0.001 and 0.1"
    case .reflections: "could be read · words not said before · rules that are true"
    case .lift: "over the sibling first attempts, on failed attempts only"
    case .seconds: "first · reflection · second · update · evaluation"
    case .throughput: "written for training, over the seconds of the step"
    }
  }

  /// Why there is no curve.
  func emptyText(afterUpdates: Bool) -> String {
    guard afterUpdates else { return "Comes with the first update." }
    return switch self {
    case .divergence: "Not measured while optimizer.kl is 0."
    case .reflections, .deadSecond, .lift: "Nothing was reflected on."
    default: "Not measured in this run."
    }
  }

  /// What the markers of a small plot mean.
  var key: [Span] {
    let names: [(String, Style)] =
      switch self {
      case .loss, .entropy, .divergence, .advantage, .clipping:
        RowKind.allCases.map {
          ("\(Symbols.marker(of: $0)) \($0.rawValue.prefix(6))", Symbols.style(of: $0))
        }
      case .reflections:
        [("◇ read", .reflection), ("△ new", .memory), ("● true", .good)]
      case .seconds:
        zip(PhaseSeconds.Phase.allCases, Self.phaseMarkers).map {
          ("\($1) \($0.rawValue.prefix(5))", CostPanel.style(of: $0))
        }
      default: []
      }
    return names.enumerated().map { Span(($0 > 0 ? " " : "") + $1.0, $1.1) }
  }

  private static let phaseMarkers: [Character] = ["○", "◇", "◆", "△", "●"]

  var range: LinePlot.YRange {
    switch self {
    case .deadFirst, .deadSecond, .reflections: .fixed(0...1)
    case .gradient, .throughput: .automatic
    default: .robust
    }
  }

  func series(_ curves: Curves) -> [PlotSeries] {
    switch self {
    case .loss: curves.rowSeries { $0.loss }
    case .entropy: curves.rowSeries { $0.entropy }
    case .divergence: curves.rowSeries { $0.kl }
    case .advantage: curves.rowSeries { $0.advantageDeviation }
    case .clipping: curves.rowSeries { $0.clipShare }
    case .gradient:
      [curves.series("norm", .accent, "●") { $0.update?.gradientNorm }].compactMap { $0 }
    case .deadFirst: Self.deadGroups(.first, curves)
    case .deadSecond: Self.deadGroups(.second, curves)
    case .reflections: Self.reflections(curves)
    case .lift:
      [
        curves.series("net", .reflection, "◆") { $0.lift.net.mean },
        curves.series("r2−r1", .muted, "○") { $0.lift.gain.mean },
      ].compactMap { $0 }
    case .seconds: Self.seconds(curves)
    case .throughput:
      [curves.series("tok/s", .accent, "●") { $0.tokensPerSecond }].compactMap { $0 }
    }
  }

  private static func deadGroups(_ kind: RowKind, _ curves: Curves) -> [PlotSeries] {
    func share(_ count: @escaping (RowStatistics) -> Int) -> (StepRecord) -> Double? {
      { step in
        guard let row = step.update?.rows[kind], row.groups > 0 else { return nil }
        return Double(count(row)) / Double(row.groups)
      }
    }
    return [
      curves.series("all failed", .bad, "✗", share(\.allFailedGroups)),
      curves.series("all solved", .good, "●", share(\.allSolvedGroups)),
    ].compactMap { $0 }
  }

  private static func reflections(_ curves: Curves) -> [PlotSeries] {
    [
      curves.series("read", .reflection, "◇") { $0.reflections.parsedShare },
      curves.series("new", .memory, "△") { $0.reflections.novelShare },
      curves.series("true", .good, "●") { $0.reflections.rules.accuracy },
    ].compactMap { $0 }
  }

  private static func seconds(_ curves: Curves) -> [PlotSeries] {
    zip(PhaseSeconds.Phase.allCases, phaseMarkers).compactMap { phase, marker in
      curves.series(phase.rawValue, CostPanel.style(of: phase), marker) {
        $0.phases.isKnown && $0.phases[phase] > 0 ? $0.phases[phase] : nil
      }
    }
  }
}
