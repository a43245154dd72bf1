import RLCore

/// A figure on a whole run, as reports and exports name it.
package struct RunFigure: Sendable, Equatable {
  package var name: String
  /// A few words for people.
  package var words: String
  package var value: Double?
  package var interval: Interval?
  /// What it is of: attempts, reflections, claims.
  package var count: Int?
  /// Clusters that the interval is over, where it is clustered: groups of one prompt.
  package var clusters: Int?
  /// Whether the count is of such groups, each of which gives one value.
  package var countsGroups = false

  package init(
    _ name: String, _ words: String, _ value: Double?, interval: Interval? = nil,
    count: Int? = nil, clusters: Int? = nil, countsGroups: Bool = false
  ) {
    self.countsGroups = countsGroups
    self.name = name
    self.words = words
    self.value = value
    self.interval = interval
    self.count = count
    self.clusters = clusters
  }

  init(_ name: String, _ words: String, _ mean: ClusteredMean) {
    self.init(
      name, words, mean.mean, interval: mean.interval, count: mean.count, clusters: mean.clusters)
  }
}

extension ComparedRun {
  /// Success in the last evaluation of each name.
  package var evaluationFigures: [RunFigure] {
    state.evaluationNames.compactMap { name in
      state.evaluations(named: name).last.map { point in
        RunFigure(
          "evaluation.\(name)",
          name == "heldout"
            ? "held-out success" : "success, \(EvaluationWords.meaning(of: name))",
          point.record.successRate,
          interval: Interval(low: point.record.low, high: point.record.high),
          count: point.record.episodes)
      }
    }
  }

  /// What several first attempts at a task come to, over the latest steps: earlier ones are another
  /// policy's.
  package var passFigures: [RunFigure] {
    let closed = state.latestClosedSteps(Self.latestSteps)
    guard let first = closed.first?.step, let last = closed.last?.step else { return [] }
    let rates = state.passRates(overLatest: Self.latestSteps)
    let scope = first == last ? "step \(last)" : "steps \(first)–\(last)"
    return PassRates.tries.compactMap { tries in
      let mean = rates[tries]
      guard mean.count > 0 else { return nil }
      return RunFigure(
        "first.pass@\(tries)", "pass@\(tries) of first attempts, \(scope)", mean.mean,
        interval: mean.shareInterval, count: mean.count, countsGroups: true)
    }
  }

  /// As on the overview.
  private static let latestSteps = 10

  /// What reflecting did, over all finished steps.
  package var reflectionFigures: [RunFigure] {
    let (lift, outcomes, tally) = (state.lift(), state.outcomes(), state.reflections())
    guard tally.count > 0 || outcomes.gated > 0 else { return [] }
    let metrics = state.reflectionMetrics()
    func interval(_ id: ReflectionMetric.ID) -> Interval? {
      metrics.first { $0.id == id }?.interval
    }
    return [
      RunFigure("lift.gain", "lift, second minus first reward", lift.gain),
      RunFigure("lift.net", "net lift over a blind retry", lift.net),
      RunFigure(
        "fix_rate", "failures that the retry solved", outcomes.fixRate,
        interval: interval(.fixRate), count: outcomes.gated),
      RunFigure(
        "reflections.parsed", "could be read", tally.parsedShare, interval: interval(.parsed),
        count: tally.count),
    ].filter { ($0.count ?? 0) > 0 } + qualityFigures(metrics)
  }

  /// The measures of reflections that stand on the screen, as far as the run has them.
  private func qualityFigures(_ metrics: [ReflectionMetric]) -> [RunFigure] {
    let named: Set<ReflectionMetric.ID> = [.lift, .netLift, .fixRate, .parsed]
    // Whoever has an entry retries later in the run, as a rule: the two do not compare.
    let unmatched: Set<ReflectionMetric.ID> = [.winWithMemory, .winWithoutMemory]
    return metrics.filter { $0.count > 0 && !named.contains($0.id) }.map {
      RunFigure(
        "reflections.\($0.id.rawValue)",
        "\($0.id.family) \($0.id.name)" + (unmatched.contains($0.id) ? ", at any step" : ""),
        $0.value, interval: $0.interval, count: $0.count)
    }
  }

  /// What servers were asked for; none where none was asked.
  private var serverFigures: [RunFigure] {
    guard let usage = state.usage else { return [] }
    let counts = [
      RunFigure("spent.replies", "replies of servers", Double(usage.replies)),
      RunFigure("spent.read", "tokens that servers read", Double(usage.readTokens)),
      RunFigure("spent.written", "tokens that servers wrote", Double(usage.writtenTokens)),
    ]
    return counts + (usage.money > 0 ? [RunFigure("spent.money", "money", usage.money)] : [])
  }

  /// What was spent, and on what.
  package var costFigures: [RunFigure] {
    let phases = state.phases(overLatest: Int.max)
    let sampling = phases[.first] + phases[.reflection] + phases[.second]
    let training = sampling + phases[.update] + phases.other
    return CostAxis.allCases.map { RunFigure("spent.\($0.rawValue)", $0.words, spent($0)) }
      + serverFigures + [
        RunFigure(
          "spent.sampling_share", "share of training time that is sampling",
          training > 0 ? sampling / training : nil)
      ]
  }
}
