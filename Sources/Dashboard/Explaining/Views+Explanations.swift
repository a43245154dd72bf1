import RunModel

/// What each view says of what is selected in it.
extension OverviewView {
  func explanations(of state: DashboardState) -> [Explanation] {
    switch Pane(rawValue: state.place.pane) ?? .success {
    case .success:
      let chart = SuccessPanel.chart(state)
      let solved = state.run.start?.why(no: "success").map {
        [Explanation("what counts as solved", $0)]
      }
      return [ChartCatalog.explanation(of: chart), Milestones(state.run).explanation]
        + (solved ?? []) + ChartCatalog.curves(of: chart) + TitleWords.all
    case .pair: return PairPanel.explanations
    case .lift: return measures([.netLift, .lift, .fixRate])
    case .cost:
      return ["seconds"].compactMap { ChartCatalog.chart($0, in: state.run) }
        .map(ChartCatalog.explanation)
    case .memory: return ColumnWords.memory + measures([.memoryValue])
    case .reflections: return measures([.parsed, .newWords, .rulePrecision, .fixRate])
    }
  }
}

private func measures(_ ids: [ReflectionMetric.ID]) -> [Explanation] { ids.map(\.explanation) }

extension PairPanel {
  /// What an episode is, from its first attempt to its second.
  static let explanations: [Explanation] = [
    Explanation(
      "an episode",
      "A first attempt; if it fails, a reflection on it, which may start from the memory; and a "
        + "second attempt at the same task, told the reflection. What helped is remembered, and "
        + "second attempts that succeed are distilled: learnt without the reflection.",
      source: "Experiential Reinforcement Learning, arXiv 2602.13949"),
    Explanation(
      "r",
      "the reward of an attempt; at τ, which is the option erl.threshold, and above it counts as "
        + "solved"),
    Explanation(
      "the reflection",
      "Green is true of the world, ≠ false, ≉ guessed wrong, ≟ nobody can tell, ! gives a route "
        + "or the answer away."),
    Explanation(
      "differs at", "the first move that the second attempt made otherwise, in [ ] among the moves"),
  ]
}

extension EpisodesView {
  func explanations(of state: DashboardState) -> [Explanation] {
    switch Pane(rawValue: state.place.pane) {
    case .tokens: ColumnWords.tokens
    case .pair, .transcript: PairPanel.explanations
    default: ColumnWords.episodes
    }
  }
}

extension ReflectionsView {
  func explanations(of state: DashboardState) -> [Explanation] {
    switch (state.place.pane, state.place.arrangement) {
    case (2, .list):
      let metrics = MetricsPanel.shown(state.run)
      guard !metrics.isEmpty else { return [own] }
      return [metrics[MetricsPanel.selected(state, of: metrics.count)].id.explanation]
    case (1, .list):
      return PairPanel.explanations
        + [
          ReflectionMetric.ID.grounding, .rulePrecision, .ruleRecall, .leak, .novelty,
          .editDistance,
        ].map(\.explanation)
    case (_, .list): return ColumnWords.reflections + [VerdictLine.explanation]
    case (_, .meanings): return ColumnWords.meanings
    case (_, .claims): return ColumnWords.claims
    }
  }
}

extension MemoryView {
  func explanations(of state: DashboardState) -> [Explanation] {
    ColumnWords.memory + [ReflectionMetric.ID.memoryValue.explanation]
  }
}

extension DiagnosticsView {
  func explanations(of state: DashboardState) -> [Explanation] {
    focusedChart(of: state).map {
      [ChartCatalog.explanation(of: $0)] + ChartCatalog.curves(of: $0) + TitleWords.ofCurves
    } ?? [own]
  }
}

extension CompareView {
  func explanations(of state: DashboardState) -> [Explanation] {
    ColumnWords.comparison + state.judgements.map(\.explanation)
  }
}

extension RunsView {
  func explanations(of state: DashboardState) -> [Explanation] { ColumnWords.runs }
}

extension LogView {
  func explanations(of state: DashboardState) -> [Explanation] { ColumnWords.log }
}

extension TransitionsView {
  func explanations(of state: DashboardState) -> [Explanation] {
    ColumnWords.transitions + [VerdictLine.explanation]
  }
}
