import RLCore
import RunModel
import Testing

/// A finished run made up of what claims look at.
private struct MadeUpRun {
  /// Held-out success at steps 0, 10, 20 …; each ten steps cost `tokens` tokens.
  var curve: [Double] = [0.1, 0.5, 0.9]
  var tokens = 1000
  /// Optimizer steps of a training step.
  var optimizerSteps = 1
  /// Of each prompt: rewards of first attempts, and of the second attempts that followed.
  var prompts: [(first: [Double], second: [Double?])] = []
  var phases: [String: Double] = [:]
  var gradientNorms: [Double] = []
  var randomWalk: Double?
  var isFinished = true

  var state: RunState {
    var state = RunState()
    var time = 0.0
    func apply(_ event: RunEvent, phases: [String: Double] = [:]) {
      time += 1
      state.apply(LoggedEvent(event, time: EventTime(elapsed: time, phases: phases)))
    }
    let steps = 10 * (curve.count - 1)
    apply(
      .runStarted(
        RunStart(
          run: "run", kolb: "0", environment: "lake", algorithm: "erl", seed: 1, steps: steps,
          digest: "", legend: [], randomWalk: randomWalk)))
    var episode = 0
    for (index, success) in curve.enumerated() {
      let step = 10 * index
      if step > 0 {
        if index == 1 { attempts(step: step, &episode, apply: { apply($0) }) }
        apply(
          .update(
            UpdateRecord(
              step: step, rows: [:],
              gradientNorm: gradientNorms.indices.contains(index - 1)
                ? gradientNorms[index - 1] : 1, learningRate: 1,
              sequences: index, tokens: index * tokens, optimizerSteps: step * optimizerSteps)),
          phases: phases)
      }
      let interval = Interval.wilson(successes: Int((200 * success).rounded()), of: 200)
      apply(
        .evaluation(
          EvaluationRecord(
            step: step, name: "heldout", successRate: success, low: interval?.low ?? 0,
            high: interval?.high ?? 1, episodes: 200, sequences: index, tokens: index * tokens)))
    }
    if isFinished { apply(.runFinished(step: steps)) }
    return state
  }

  private func attempts(step: Int, _ episode: inout Int, apply: (RunEvent) -> Void) {
    for (group, prompt) in prompts.enumerated() {
      for (place, first) in prompt.first.enumerated() {
        episode += 1
        apply(.attempt(attempt(.first, first, step: step, episode: episode, group: group)))
        guard prompt.second.indices.contains(place), let second = prompt.second[place] else {
          continue
        }
        apply(.attempt(attempt(.second, second, step: step, episode: episode, group: group)))
      }
    }
  }

  private func attempt(
    _ kind: AttemptKind, _ reward: Double, step: Int, episode: Int, group: Int
  ) -> AttemptRecord {
    AttemptRecord(
      step: step, episode: episode, group: group, attempt: kind, task: "task-\(group)", board: [],
      start: nil, turns: [], reward: reward, feedback: "", tokens: 1, logProbability: 0)
  }
}

/// Judges a claim by arms that each have the same few seeds.
private func judge(
  _ claim: ExperimentClaim, _ arms: [String: (Int) -> MadeUpRun], seeds: ClosedRange<Int> = 1...4
) -> ClaimJudgement {
  let description = ExperimentDescription(
    name: "test", baseline: "rlvr",
    arms: arms.keys.sorted().map { ExperimentArm(name: $0, configuration: RunConfiguration()) },
    seeds: Array(seeds))
  let states = arms.mapValues { make in
    Dictionary(uniqueKeysWithValues: seeds.map { ($0, make($0).state) })
  }
  return claim.judge(ExperimentResults(description: description, states: states))
}

/// A curve that ends at a height, a little different for each seed.
private func ending(at height: Double) -> (Int) -> MadeUpRun {
  { seed in MadeUpRun(curve: [0.1, height / 2, height + 0.001 * Double(seed % 3)]) }
}

@Suite struct `Judging claims` {
  @Test(arguments: ExperimentClaim.allCases)
  func `without its arms a claim is not measured, and says which are missing`(
    claim: ExperimentClaim
  ) {
    let judgement = judge(claim, ["other": { _ in MadeUpRun() }])
    #expect(judgement.verdict == .notMeasured)
    #expect(claim.arms.allSatisfy { judgement.remarks.first?.contains($0) == true })
  }

  @Test func `a run that is not finished counts for nothing`() {
    let judgement = judge(
      .ceiling,
      ["erl": { _ in MadeUpRun(isFinished: false) }, "rlvr": { _ in MadeUpRun() }])
    #expect(judgement.verdict == .notMeasured)
  }

  @Test func `a single seed decides nothing`() {
    let judgement = judge(
      .strongerReflector, ["erl": ending(at: 0.2), "oracle": ending(at: 0.9)], seeds: 1...1)
    #expect(judgement.verdict == .undecided)
    #expect(judgement.figures.first?.estimate.interval == nil)
  }

  @Test func `S1 looks at the share of a step that is sampling`() throws {
    let phases = { (sampling: Double) in
      { (seed: Int) in
        MadeUpRun(phases: [
          "first": sampling + 0.01 * Double(seed), "update": 1, "evaluation": 50,
        ])
      }
    }
    #expect(judge(.rolloutShare, ["erl": phases(3)]).verdict == .confirmed)
    #expect(judge(.rolloutShare, ["erl": phases(0.5)]).verdict == .refuted)
    let value = try #require(judge(.rolloutShare, ["erl": phases(3)]).figures.first).estimate.value
    #expect(abs(value - 0.7517) < 1e-3)
  }

  @Test func `S2 compares second attempts with what siblings got at first`() throws {
    // Siblings of a failure got 1/3 on average; second attempts get 0, or all of it.
    let prompts = { (reward: Double) in
      { (seed: Int) in
        MadeUpRun(prompts: [
          ([0, 0, 0, 1], [reward, reward, reward, nil]),
          ([0, seed % 2 == 0 ? 0 : 1], [reward, reward]),
        ])
      }
    }
    #expect(judge(.richFeedback, ["erl": prompts(1)]).verdict == .confirmed)
    #expect(judge(.richFeedback, ["erl": prompts(0)]).verdict == .refuted)
  }

  @Test func `S3 asks for most of the early gain, on every axis`() {
    let flat: (Int) -> MadeUpRun = { MadeUpRun(curve: [0.1, 0.1 + 0.003 * Double($0), 0.1, 0.1]) }
    let steep: (Int) -> MadeUpRun = { MadeUpRun(curve: [0.1, 0.9 + 0.001 * Double($0), 0.9, 0.9]) }
    let nearly: (Int) -> MadeUpRun = {
      MadeUpRun(curve: [0.1, 0.8, 0.9 + 0.001 * Double($0), 0.9])
    }
    let lost = judge(.earlyDistillation, ["erl": steep, "no-distillation": flat, "rlvr": flat])
    #expect(lost.verdict == .confirmed)
    let kept = judge(.earlyDistillation, ["erl": steep, "no-distillation": nearly, "rlvr": flat])
    #expect(kept.verdict == .refuted)
    // Four optimizer steps where others take one: early per step, late per optimizer step.
    let hungry: (Int) -> MadeUpRun = {
      var run = steep($0)
      run.optimizerSteps = 40
      return run
    }
    let slow: (Int) -> MadeUpRun = { MadeUpRun(curve: [0.1, 0.3 + 0.003 * Double($0), 0.3, 0.3]) }
    let mixed = judge(.earlyDistillation, ["erl": hungry, "no-distillation": slow, "rlvr": slow])
    #expect(mixed.verdict == .undecided)
    #expect(mixed.remarks.first?.contains("by axis") == true)
  }

  @Test func `S4 and S5 compare final success`() {
    #expect(
      judge(.groupVariance, ["erl": ending(at: 0.5), "pooled": ending(at: 0.8)]).verdict
        == .undecided, "equal spreads leave no interval to judge by")
    let noisy: (Int) -> MadeUpRun = { MadeUpRun(curve: [0.1, 0.5, 0.8 + 0.01 * Double($0)]) }
    #expect(
      judge(.groupVariance, ["erl": ending(at: 0.5), "pooled": noisy]).verdict == .confirmed)
    #expect(
      judge(.strongerReflector, ["erl": noisy, "oracle": ending(at: 0.5)]).verdict == .refuted)
  }

  @Test func `S6 asks for an interaction and not for a gain`() {
    let gains = { (hidden: Double, other: Double) in
      var arms: [String: (Int) -> MadeUpRun] = [
        "erl": { MadeUpRun(curve: [0.1, 0.3 + hidden + 0.01 * Double($0), 0.5]) },
        "rlvr": { _ in MadeUpRun(curve: [0.1, 0.3, 0.5]) },
      ]
      for setting in ["told-sparse", "hidden-shaped", "told-shaped"] {
        arms["erl-\(setting)"] = { _ in MadeUpRun(curve: [0.1, 0.3 + other, 0.5]) }
        arms["rlvr-\(setting)"] = { _ in MadeUpRun(curve: [0.1, 0.3, 0.5]) }
      }
      return arms
    }
    #expect(judge(.hiddenSparse, gains(0.3, 0)).verdict == .confirmed)
    #expect(judge(.hiddenSparse, gains(0.3, 0.6)).verdict == .refuted)
  }

  @Test func `S7 measures how far success falls below its best`() throws {
    let falling = { (depth: Double) in
      { (seed: Int) in MadeUpRun(curve: [0.1, 0.8, 0.8 - depth - 0.01 * Double(seed), 0.8]) }
    }
    let rising: (Int) -> MadeUpRun = { _ in MadeUpRun(curve: [0.1, 0.4, 0.6, 0.8]) }
    let better = judge(.stability, ["erl": rising, "no-distillation": falling(0.3)])
    #expect(better.verdict == .confirmed)
    let value = try #require(better.figures.first).estimate.value
    #expect(abs(value - 0.325) < 1e-9)
    #expect(
      judge(.stability, ["erl": falling(0.3), "no-distillation": rising]).verdict == .refuted)
  }

  @Test func `S8 compares at equal tokens`() throws {
    // Ahead in the end, but only for twice the tokens: where the other ends, it is at half.
    let costly: (Int) -> MadeUpRun = {
      MadeUpRun(curve: [0.1, 0.3 + 0.01 * Double($0), 0.9], tokens: 2000)
    }
    let cheap: (Int) -> MadeUpRun = { _ in MadeUpRun(curve: [0.1, 0.5, 0.8]) }
    let judgement = judge(.ceiling, ["erl": costly, "rlvr": cheap])
    #expect(judgement.verdict == .refuted)
    let value = try #require(judgement.figures.first).estimate.value
    #expect(abs(value - (0.325 - 0.8)) < 1e-9)
    #expect(judge(.ceiling, ["erl": cheap, "rlvr": costly]).verdict == .confirmed)
  }

  @Test func `S8 tells how much more four attempts reach than one`() throws {
    let half: (Int) -> MadeUpRun = { seed in
      MadeUpRun(
        curve: [0.1, 0.5 + 0.01 * Double(seed)],
        prompts: [([0, 0, 1, 1], []), ([1, 1, 1, 1], [])])
    }
    let none: (Int) -> MadeUpRun = { _ in
      MadeUpRun(curve: [0.1, 0.5], prompts: [(Array(repeating: 0, count: 10), [])])
    }
    let judgement = judge(.ceiling, ["erl": half, "rlvr": none])
    let spread = try #require(judgement.figures.first { $0.label.contains("pass@4") })
    // A prompt half solved gains 0.5 by four attempts, one wholly solved nothing.
    #expect(abs(spread.estimate.value - 0.25) < 1e-9)
  }

  @Test func `S9 looks at prompts that no first attempt solved`() throws {
    let prompts = { (rescued: Int) in
      { (seed: Int) in
        MadeUpRun(
          prompts: (0..<10).map { place in
            ([0, 0], [place < rescued + seed % 2 ? 1 : 0, 0])
          } + [([0, 1], [1, nil])])
      }
    }
    let judgement = judge(.diversity, ["erl": prompts(6), "blind": { _ in prompts(1)(0) }])
    #expect(judgement.verdict == .confirmed)
    #expect(abs((judgement.figures.last?.estimate.value ?? 0) - 0.1) < 1e-9)
  }

  @Test func `S10 needs a base model that never succeeds`() {
    let cold = { (end: Double) in
      { (seed: Int) in MadeUpRun(curve: [0, 0, end + 0.001 * Double(seed)], randomWalk: 0.05) }
    }
    #expect(judge(.coldStart, ["rlvr": { _ in MadeUpRun() }]).verdict == .notMeasured)
    #expect(judge(.coldStart, ["rlvr": cold(0)]).verdict == .confirmed)
    #expect(judge(.coldStart, ["rlvr": cold(0.4)]).verdict == .refuted)
    // Never a success in any seed: no spread, but 200 tasks each.
    let never = { (_: Int) in MadeUpRun(curve: [0, 0, 0], randomWalk: 0) }
    let judgement = judge(.coldStart, ["rlvr": never])
    #expect(judgement.figures.last?.estimate.interval == nil)
    #expect(judgement.verdict == .confirmed)
  }
}
