import RLCore
import RunModel
import TerminalUI

/// What every sign of a view means: the world's own letters, the curves, and the rest.
struct LegendText {
  let state: DashboardState

  /// Signs that the view can have, as it is for this run.
  static func signs(of view: ViewID) -> [Sign] {
    Sign.all.filter { $0.group.views?.contains(view) ?? true }
  }

  /// The curves that show, by their signs: one sign may stand for a curve in each of several plots.
  var curves: [(symbol: Character, names: [String], style: Style)] {
    var found: [(symbol: Character, names: [String], style: Style)] = []
    for metric in metrics {
      if let place = found.firstIndex(where: { $0.symbol == metric.marker }) {
        if !found[place].names.contains(metric.name) { found[place].names.append(metric.name) }
      } else {
        found.append((metric.marker, [metric.name], metric.style))
      }
    }
    return found
  }

  private var metrics: [Metric] {
    state.currentView.charts(of: state).flatMap(\.metrics)
  }

  private var arms: [Span] {
    guard state.view == .compare else { return [] }
    return state.comparedArms.comparison.arms.enumerated().flatMap { index, arm in
      state.sign(ofArm: index).map { Self.line($0.text, arm.title, $0.style) } ?? []
    }
  }

  /// Every symbol that stands in it.
  var symbols: Set<String> {
    var symbols = Set(Self.signs(of: state.view).map(\.symbol))
    symbols.formUnion(curves.map { String($0.symbol) })
    if !world.isEmpty { symbols.formUnion(state.run.start?.legend.map(\.symbol) ?? []) }
    if state.view == .compare {
      let arms = state.comparedArms.comparison.arms.indices
      symbols.formUnion(arms.compactMap { state.sign(ofArm: $0)?.text })
    }
    return symbols
  }

  var spans: [Span] {
    var spans = world
    let curves = curves
    if !curves.isEmpty || state.view == .compare {
      spans += heading("curves of this view")
      spans +=
        curves.flatMap {
          Self.line(String($0.symbol), $0.names.joined(separator: " · "), $0.style)
        } + arms
    }
    for group in Sign.Group.allCases {
      let signs = Self.signs(of: state.view).filter { $0.group == group }
      guard !signs.isEmpty else { continue }
      spans += heading(group.rawValue) + lines(of: signs)
      for bracket in Sign.brackets where bracket.group == group {
        spans += Self.line(bracket.symbol, bracket.meaning, .text)
      }
    }
    return spans
  }

  /// Where boards are drawn.
  private var world: [Span] {
    guard Sign.Group.boards.views?.contains(state.view) == true, let start = state.run.start,
      !start.legend.isEmpty
    else { return [] }
    return heading("letters of \(start.environment), which the policy is not told")
      + start.legend.flatMap { entry in
        let role = entry.symbol.first.map { Symbols.role(of: $0, legend: start.legend) } ?? .text
        return Self.line(entry.symbol, entry.meaning, Style(role).bold)
      }
  }

  private func heading(_ text: String) -> [Span] { [Span("\n\(text)\n", .title)] }

  /// Signs of one meaning share a line.
  private func lines(of signs: [Sign]) -> [Span] {
    var spans: [Span] = []
    var rest = signs[...]
    while let first = rest.first {
      let alike = rest.prefix { $0.meaning == first.meaning }
      rest = rest.dropFirst(alike.count)
      spans += Self.line(alike.map(\.symbol).joined(separator: " "), first.meaning, first.style)
    }
    return spans
  }

  private static func line(_ symbol: String, _ meaning: String, _ style: Style) -> [Span] {
    let gap = String(repeating: "\u{A0}", count: max(1, 6 - TextWidth.columns(of: symbol)))
    return [Span(" \(symbol)", style), Span(gap + meaning + "\n", .text)]
  }
}
