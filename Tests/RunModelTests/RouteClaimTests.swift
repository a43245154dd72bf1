import RLCore
import RunModel
import Testing

/// Claims about reflections that give a route through their task, on runs that are made up.
@Suite struct `Claims about routes` {
  /// A finished run of eight steps: of ten reflections a step so many give a route.
  private func run(routes: [Int], heldOut: Double, isJudged: Bool = true) -> RunState {
    var state = RunState()
    func apply(_ event: RunEvent) { state.apply(LoggedEvent(event)) }
    var number = 0
    for (step, count) in zip(1..., routes) {
      for place in 0..<10 {
        number += 1
        apply(.attempt(.plain(step: step, episode: number, kind: .first, reward: 0)))
        var written = ReflectionRecord(
          step: step, episode: number, id: number, from: nil, prompt: "", text: "", advice: "",
          parsed: true, tokens: 1, logProbability: 0, author: "self")
        let leak = Claim(.leak, .right, about: "moves", at: 0..<1, isShown: false)
        let square = Claim(.leak, .right, about: "coordinates", at: 0..<1, isShown: false)
        written.claims = isJudged ? [place < count ? leak : square] : nil
        apply(.reflection(written))
      }
      apply(
        .update(
          UpdateRecord(
            step: step, rows: [:], gradientNorm: 1, learningRate: 1, sequences: step,
            tokens: step, optimizerSteps: step)))
    }
    apply(
      .evaluation(
        EvaluationRecord(
          step: 8, name: "heldout", successRate: heldOut, low: 0, high: 1, episodes: 200,
          sequences: 8, tokens: 8)))
    apply(.runFinished(step: 8))
    return state
  }

  private let growing = [1, 1, 2, 4, 5, 7, 8, 8]
  private let flat = [1, 1, 1, 1, 1, 1, 1, 1]

  private func judge(
    _ claim: ExperimentClaim, _ arms: [String: (routes: [Int], heldOut: Double)]
  ) -> ClaimJudgement {
    let description = ExperimentDescription(
      name: "test", baseline: "tempted",
      arms: arms.keys.sorted().map { ExperimentArm(name: $0, configuration: RunConfiguration()) },
      seeds: Array(1...4))
    let states = arms.mapValues { arm in
      Dictionary(
        uniqueKeysWithValues: (1...4).map { seed in
          // Differences that are the same of every seed would bound nothing.
          let odd = (seed + Int(arm.heldOut * 10)) % 2
          var routes = arm.routes
          if let most = routes.max(), most > 4, let place = routes.firstIndex(of: most) {
            routes[place] -= odd
          }
          return (seed, run(routes: routes, heldOut: arm.heldOut * (1 + 0.01 * Double(seed % 3))))
        })
    }
    return claim.judge(ExperimentResults(description: description, states: states))
  }

  @Test func `routes grow where the last quarter has more of them than the first`() {
    let grown = judge(.routesGrow, ["tempted": (growing, 0.5)])
    #expect(grown.verdict == .confirmed)
    #expect(abs((grown.figures.first?.estimate.value ?? 0) - 0.675) < 1e-9)
    #expect(judge(.routesGrow, ["tempted": (growing.reversed(), 0.5)]).verdict == .refuted)
  }

  @Test func `routes cost where every defence ends higher`() {
    let arms = ["tempted": (growing, 0.5), "gate": (flat, 0.7), "sibling": (flat, 0.9)]
    #expect(judge(.routesCost, arms).verdict == .confirmed)
    var mixed = arms
    mixed["no-routes"] = (flat, 0.3)
    let refuted = judge(.routesCost, mixed)
    #expect(refuted.verdict == .refuted)
    #expect(refuted.remarks == ["by defence: gate confirmed, no-routes refuted, sibling confirmed"])
  }

  @Test func `a defence keeps both, and is named`() {
    let judgement = judge(
      .defence,
      [
        "tempted": (growing, 0.5), "gate": (growing.map { $0 + 2 }, 0.8),
        "no-routes": (flat, 0.2), "sibling": (flat, 0.49),
      ])
    #expect(judgement.verdict == .confirmed)
    #expect(
      judgement.remarks.first == "by defence: gate refuted, no-routes refuted, sibling confirmed")
    #expect(
      judge(.defence, ["tempted": (growing, 0.5), "no-routes": (flat, 0.2)]).verdict == .refuted)
  }

  @Test(arguments: [ExperimentClaim.routesCost, .defence])
  func `without a defence nothing is measured`(claim: ExperimentClaim) {
    let judgement = judge(claim, ["tempted": (growing, 0.5)])
    #expect(judgement.verdict == .notMeasured)
    #expect(judgement.remarks.first?.contains("no-route-memory") == true)
  }

  @Test func `logs that judged no claims say nothing of routes`() {
    let description = ExperimentDescription(
      name: "test", baseline: "tempted",
      arms: [ExperimentArm(name: "tempted", configuration: RunConfiguration())], seeds: [1, 2])
    let state = run(routes: growing, heldOut: 1, isJudged: false)
    let judgement = ExperimentClaim.routesGrow.judge(
      ExperimentResults(description: description, states: ["tempted": [1: state, 2: state]]))
    #expect(judgement.verdict == .undecided)
    #expect(judgement.figures.isEmpty)
  }
}
