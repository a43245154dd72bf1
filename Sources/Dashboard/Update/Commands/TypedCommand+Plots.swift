import RunModel
import TerminalUI

/// Which curves show, and how.
extension TypedCommand {
  static let axis = TypedCommand(
    "axis", "axis steps, sequences, tokens, optimizer-steps or seconds",
    completions: { _, _ in Axis.allCases.map(\.rawValue) },
    run: { state, name in
      guard let chosen = Axis(rawValue: name) else { return nil }
      state.change(axis: chosen)
      return []
    })

  static let plot = TypedCommand(
    "plot", "plot NAME", completions: { _, state in ChartCatalog.names(in: state.run) },
    change: { state, name in state.showChart(name) })

  static let layout = TypedCommand(
    "layout", "layout, layout 1 to 12, layout NAME, or layout save NAME",
    completions: { _, state in state.plots.layouts.named.keys.sorted() + ["save "] },
    run: { state, words in state.runLayout(words) })

  static let scale = TypedCommand(
    "scale", "scale linear, robust, log or symlog",
    completions: { _, _ in CurveScale.allCases.map(\.rawValue) },
    run: { state, name in
      guard let chart = state.currentView.focusedChart(of: state),
        let wanted = CurveScale(rawValue: name)
      else { return nil }
      state.set(scale: wanted, of: chart)
      return []
    })

  static let smoothing = TypedCommand(
    "smoothing", "smoothing 0 to 0.999, or smoothing automatic",
    completions: { _, _ in ["automatic"] },
    run: { state, words in
      guard let choice = SmoothingChoice(words: words) else { return nil }
      state.set(smoothing: choice)
      return []
    })
}
