import RLCore
import RunModel
import TerminalUI

extension ChartCatalog {
  private static let share = LinePlot.YRange.fixed(0...1)
  private static let positive = 0...Double.infinity
  private static let notReflected = "Nothing was reflected on."

  static let success = [
    Chart(
      id: "success", title: "success",
      meaning: "attempts that solve their task · bars: held-out, 95 %",
      range: share, bounds: 0...1,
      metrics: [
        Metric(
          name: "held-out", id: "success.heldout", style: .heldOut, marker: "●",
          source: .evaluation("heldout")),
        Metric(
          name: "first", id: "success.first", style: .first, marker: "○", source: .share(\.first)),
        // After failures alone, which become fewer and harder while everything goes well.
        Metric(
          name: "second", id: "success.second", style: .second, marker: "◆",
          source: .share(\.second), few: 8),
        Metric(
          name: EvaluationWords.name(of: "permuted"), id: "success.told-rules", style: .series(3),
          marker: "△", source: .evaluation("permuted"), hasBand: false),
      ]),
    Chart(
      id: "reward", title: "mean reward", meaning: "in training, of each kind of attempt",
      metrics: [
        step("reward.first", "first", .first, "○", of: \.first.count) { $0.first.mean },
        step("reward.second", "second", .second, "◆", of: \.second.count) { $0.second.mean },
      ]),
    Chart(
      id: "pass", title: "pass@k of first attempts",
      meaning: "one of k tries at a task solves it; without bias, over a prompt's rollouts",
      emptyText: "Prompts have one rollout each: no several tries at a task.", range: share,
      bounds: 0...1,
      metrics: zip(PassRates.tries, ["○", "△", "◇", "□", "▽", "▣"] as [Character]).enumerated().map
      {
        place, entry in
        let (tries, marker) = entry
        return step(
          "pass.\(tries)", "pass@\(tries)", .series(place), marker,
          of: { $0.passes[tries].count }
        ) { $0.passes[tries].mean }
      }),
  ]

  static let optimization = [
    Chart(
      id: "loss", title: "loss", meaning: "mean a row; row types are trained by different losses",
      scale: .robust, metrics: rows("loss") { $0.loss }),
    Chart(
      id: "entropy", title: "entropy · nats a token",
      meaning:
        "mean -log π of what was drawn; top-p and top-k lower it; a sudden fall is a collapse",
      bounds: positive, scale: .robust,
      metrics: rows("entropy") { $0.entropy }),
    Chart(
      id: "kl", title: "KL from the start · nats",
      meaning: "estimate of the divergence from the weights that training began with",
      emptyText: "Not measured while optimizer.kl is 0.", scale: .robust,
      metrics: rows("kl") { $0.kl }),
    Chart(
      id: "gradient", title: "gradient norm",
      meaning: "before clipping; a spike and then a fall is a bad sign", bounds: positive,
      metrics: [step("gradient.norm", "norm", .accent, "●") { $0.update?.gradientNorm }]),
    Chart(
      id: "learning-rate", title: "learning rate", meaning: "of the optimizer, at each update",
      bounds: positive,
      metrics: [step("learning-rate.rate", "rate", .accent, "●") { $0.update?.learningRate }]),
    Chart(
      id: "clipping", title: "share of tokens clipped", meaning: "healthy between 0.001 and 0.1",
      bounds: 0...1, scale: .robust, metrics: rows("clipping") { $0.clipShare }),
  ]

  static let groups = [
    dead(.first, "first groups without gradient", "Not measured in this run."),
    dead(.second, "second groups without gradient", notReflected),
    dead(.reflection, "reflection groups without gradient", notReflected),
    Chart(
      id: "advantage", title: "advantage deviation", meaning: "near 1 where groups are mixed",
      bounds: positive, scale: .robust, metrics: rows("advantage") { $0.advantageDeviation }),
    Chart(
      id: "advantage-mean", title: "advantage mean", meaning: "0 where groups are normalised",
      scale: .robust, metrics: rows("advantage-mean") { $0.advantageMean }),
    Chart(
      id: "rows", title: "rows trained on", meaning: "by row type, in each update",
      bounds: positive,
      metrics: rows("rows") { Double($0.rows) }),
  ]

  /// Too hard and solved are two faults and two curves.
  private static func dead(_ kind: RowKind, _ title: String, _ emptyText: String) -> Chart {
    func part(_ count: @escaping @Sendable (RowStatistics) -> Int)
      -> @Sendable (StepRecord)
      -> Double?
    {
      { step in
        guard let row = step.update?.rows[kind], row.groups > 0 else { return nil }
        return Double(count(row)) / Double(row.groups)
      }
    }
    let id = "dead-\(kind.rawValue)"
    return Chart(
      id: id, title: title, meaning: "a group in which no row has an advantage teaches nothing",
      emptyText: emptyText, range: share, bounds: 0...1,
      metrics: [
        step(
          "\(id).failed", "all failed", .bad, "▽", of: { $0.update?.rows[kind]?.groups },
          part { $0.failedWithoutGradient }),
        step(
          "\(id).solved", "all solved", .good, "●", of: { $0.update?.rows[kind]?.groups },
          part { $0.solvedWithoutGradient }),
      ])
  }

  static let reflecting = [
    Chart(
      id: "reflections", title: "reflections",
      meaning: "could be read · words not said before · rules that are true",
      emptyText: notReflected, range: share, bounds: 0...1,
      metrics: [
        step("reflections.read", "read", .reflection, "◇", of: \.reflections.count) {
          $0.reflections.parsedShare
        },
        step("reflections.new", "unsaid", .memory, "△", of: \.reflections.count) {
          $0.reflections.novelShare
        },
        step("reflections.true", "true", .good, "●", of: \.reflections.rules.claims) {
          $0.reflections.rules.accuracy
        },
      ]),
    Chart(
      id: "lift", title: "lift by step",
      meaning: "over the sibling first attempts, on failed attempts only",
      emptyText: notReflected, scale: .robust,
      metrics: [
        step("lift.net", "net", .reflection, "◆", of: \.lift.net.count) { $0.lift.net.mean },
        step("lift.gain", "r2−r1", .muted, "○", of: \.lift.gain.count) { $0.lift.gain.mean },
      ]),
    Chart(
      id: "fixed", title: "share of failures fixed", meaning: "by the second attempt",
      emptyText: notReflected, range: share, bounds: 0...1,
      metrics: [
        step("fixed.share", "fixed", .second, "◆", of: \.outcomes.gated) { $0.outcomes.fixRate }
      ]),
  ]

  static let cost = [
    Chart(
      id: "seconds", title: "seconds by phase",
      meaning: "first · reflection · second · probe · update · evaluation", bounds: positive,
      scale: .robust,
      metrics: zip(TrainingPhase.allCases, ["○", "◇", "◆", "□", "△", "●"] as [Character]).map {
        phase, marker in
        step("seconds.\(phase.rawValue)", phase.rawValue, CostPanel.style(of: phase), marker) {
          $0.phases.isKnown && $0.phases[phase] > 0 ? $0.phases[phase] : nil
        }
      }),
    Chart(
      id: "throughput", title: "tokens a second",
      meaning: "written for training, over the seconds of the step", bounds: positive,
      metrics: [step("throughput.tokens", "tok/s", .accent, "●") { $0.tokensPerSecond }]),
    Chart(
      id: "step-seconds", title: "seconds a step", meaning: "all phases of training together",
      bounds: positive, scale: .robust,
      metrics: [step("step-seconds.all", "s", .accent, "●") { $0.seconds }]),
    Chart(
      id: "tokens", title: "tokens a step", meaning: "written for training", bounds: positive,
      metrics: [
        step("tokens.step", "tokens", .accent, "●") { $0.tokens.map { Double($0) } }
      ]),
    Chart(
      id: "lengths", title: "tokens a text", meaning: "mean over the episodes of the step",
      bounds: positive,
      metrics: [
        episodes("lengths.first", "first", .first, "○") { counted($0.first?.tokens) },
        episodes("lengths.reflection", "reflection", .reflection, "◇") {
          counted($0.reflection?.tokens)
        },
        episodes("lengths.second", "second", .second, "◆") { counted($0.second?.tokens) },
      ]),
    Chart(
      id: "turns", title: "turns an attempt", meaning: "mean over the episodes of the step",
      bounds: positive,
      metrics: [
        episodes("turns.first", "first", .first, "○") { $0.first.map { Double($0.turns) } },
        episodes("turns.second", "second", .second, "◆") { $0.second.map { Double($0.turns) } },
      ]),
  ]

  /// A number of tokens, as far as somebody counted them.
  private static func counted(_ tokens: Int?) -> Double? {
    tokens.flatMap { $0 > 0 ? Double($0) : nil }
  }

  private static func episodes(
    _ id: String, _ name: String, _ style: Style, _ marker: Character,
    _ value: @escaping @Sendable (EpisodeRecord) -> Double?
  ) -> Metric {
    Metric(name: name, id: id, style: style, marker: marker, source: .episodes(value))
  }
}
