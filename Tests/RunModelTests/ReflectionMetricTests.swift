import RLCore
import RunModel
import Testing

/// Made-up runs whose reflections are known to be useless, true, leaking or copied.
struct ReflectionMetricTests {
  /// Tasks of different difficulty; a reflection that changes nothing leaves their chances alone.
  private struct Maker {
    var state = RunState()
    var generator = SeededGenerator(seed: 7)
    private var episode = 0
    private var group = 0

    /// A step of eight prompts with four rollouts each.
    mutating func step(
      _ step: Int, text: (Int) -> String = { _ in "A B C" }, claims: [Claim]? = nil, facts: Int = 0,
      gain: Double = 0, probes: Bool = false
    ) {
      for prompt in 0..<8 {
        group += 1
        let chance = [0.1, 0.3, 0.5, 0.8][prompt % 4]
        for _ in 0..<4 {
          episode += 1
          let first = draw(chance)
          state.apply(
            LoggedEvent(
              .attempt(
                .plain(step: step, episode: episode, group: group, kind: .first, reward: first))))
          guard first < 1 else { continue }
          var written = ReflectionRecord(
            step: step, episode: episode, id: episode, from: nil, prompt: "", text: text(episode),
            advice: "", parsed: true, tokens: 3, logProbability: 0, author: "self")
          written.claims = claims
          written.facts = facts
          state.apply(LoggedEvent(.reflection(written)))
          state.apply(
            LoggedEvent(
              .attempt(
                .plain(
                  step: step, episode: episode, group: group, kind: .second,
                  reward: draw(chance + gain), told: episode))))
          guard probes else { continue }
          for kind in [ProbeKind.blind, .other, .empty] {
            var probe = AttemptRecord.plain(
              step: step, episode: episode, group: group, kind: .probe, reward: draw(chance))
            probe.probe = kind
            state.apply(LoggedEvent(.attempt(probe)))
          }
        }
      }
      state.apply(
        LoggedEvent(
          .update(
            UpdateRecord(
              step: step, rows: [:], gradientNorm: 1, learningRate: 1, sequences: 1, tokens: 1,
              optimizerSteps: 1))))
    }

    private mutating func draw(_ chance: Double) -> Double {
      Double(generator.uniform()) < chance ? 1 : 0
    }

    func metric(_ id: ReflectionMetric.ID) throws -> ReflectionMetric {
      try #require(state.reflectionMetric(id))
    }
  }

  @Test func `a constant text lifts nothing over a blind retry, though the raw lift is above 0`()
    throws
  {
    var run = Maker()
    for step in 1...25 { run.step(step, probes: true) }
    let raw = try run.metric(.lift)
    #expect(raw.excludes(0) && (raw.value ?? 0) > 0.1)
    for id in [ReflectionMetric.ID.netLift, .netLiftExact, .ownOverOther, .otherOverEmpty] {
      let metric = try run.metric(id)
      #expect(!metric.excludes(0), "\(id) is \(metric)")
      #expect(metric.count > 200)
    }
    let verdict = ReflectionVerdict(run.state.reflectionMetrics()).text
    #expect(verdict.hasPrefix("reflections add nothing that is clear over a blind retry"))
  }

  @Test func `a reflection that helps lifts over a blind retry by as much`() throws {
    var run = Maker()
    for step in 1...25 { run.step(step, gain: 0.2, probes: true) }
    for id in [ReflectionMetric.ID.netLift, .netLiftExact, .ownOverOther] {
      let metric = try run.metric(id)
      let interval = try #require(metric.interval)
      #expect(interval.low > 0.1 && interval.low < 0.2 && interval.high > 0.2, "\(id): \(metric)")
    }
  }

  @Test func `an oracle has rule accuracy 1`() throws {
    var run = Maker()
    let claims = ["A", "B", "C"].map { Claim(.rule, .right, about: $0, at: 0..<1, isShown: true) }
    for step in 1...3 { run.step(step, claims: claims, facts: 3) }
    #expect(try run.metric(.rulePrecision).value == 1)
    #expect(try run.metric(.ruleRecall).value == 1)
    #expect(try run.metric(.grounding).value == 1)
    #expect(try run.metric(.leak).value == 0)
    #expect(run.state.ruleChecks.map(\.subject) == ["A", "B", "C"])
  }

  @Test func `symbols of several letters are found too, and what is denied finds none`() throws {
    var run = Maker()
    let claims = [
      Claim(.rule, .right, about: "maker", at: 0..<1, isShown: true, said: ["person"]),
      Claim(.rule, .right, about: "not home", at: 0..<1, isShown: true, said: ["film"]),
      Claim(.rule, .right, about: "budget", at: 0..<1, isShown: true),
    ]
    run.step(1, claims: claims, facts: 4)
    #expect(try run.metric(.ruleRecall).value == 0.25)
  }

  @Test func `half the rules wrong and one unfound come out as such`() throws {
    var run = Maker()
    let claims = [
      Claim(.rule, .right, about: "A", at: 0..<1, isShown: false),
      Claim(.rule, .wrong, about: "B", at: 0..<1, isShown: false),
      Claim(.rule, .unsupported, about: "Z", at: 0..<1, isShown: false),
    ]
    run.step(1, claims: claims, facts: 4)
    #expect(try run.metric(.rulePrecision).value == 0.5)
    #expect(try run.metric(.ruleRecall).value == 0.25)
    #expect(try run.metric(.grounding).value == 0)
  }

  @Test func `who writes the path leaks every time`() throws {
    var run = Maker()
    let path = Claim(.leak, .right, about: Claim.Leak.path.rawValue, at: 0..<4, isShown: false)
    run.step(1, claims: [path])
    #expect(try run.metric(.leak).value == 1)
    #expect(try run.metric(.solutionLeak).value == 1)
    #expect(try run.metric(.grounding).count == 0)
  }

  @Test func `who copies has novelty 0 and a template index of chance`() throws {
    var run = Maker()
    for step in 1...4 { run.step(step, text: { _ in "C hole D safe E hole" }) }
    let latest = try #require(run.state.reflectionMetric(.novelty, overLatest: 3))
    #expect(latest.value == 0)
    #expect(try run.metric(.templateIndex).value == 1.0 / 16)
    #expect(try run.metric(.nearDuplicates).value ?? 0 > 0.9)
  }

  @Test func `who says something else of every task is found again, and is new`() throws {
    var run = Maker()
    for step in 1...4 {
      // Four rollouts of a prompt share their words, and no two prompts do.
      run.step(step, text: { "word\(($0 - 1) / 4) is\(($0 - 1) / 4) here\(($0 - 1) / 4) now" })
    }
    #expect(try run.metric(.templateIndex).value == 1)
    #expect((try run.metric(.novelty).value ?? 0) > 0.2)
  }

  @Test func `nothing counted is nothing known, not 0`() {
    let metrics = RunState().reflectionMetrics()
    #expect(metrics.map(\.id) == ReflectionMetric.ID.allCases)
    #expect(metrics.allSatisfy { $0.value == nil && $0.interval == nil && $0.count == 0 })
    #expect(ReflectionVerdict(metrics).parts.isEmpty)
  }

  @Test func `tokens a fix are all tokens over all fixes`() throws {
    var run = Maker()
    for step in 1...4 { run.step(step) }
    let retried = run.state.outcomes()
    let seconds = run.state.episodes.records.reduce(0) { $0 + ($1.second?.tokens ?? 0) }
    let expected = Double(seconds + 3 * retried.gated) / Double(retried.fixed)
    #expect(abs((try run.metric(.tokensPerFix).value ?? 0) - expected) < 1e-9)
  }

  @Test func `trigrams know how alike two texts are`() {
    #expect(Trigrams("a b c d").similarity(to: Trigrams("a b c d")) == 1)
    #expect(Trigrams("a b c d").similarity(to: Trigrams("a b c e")) == 1.0 / 3)
    #expect(Trigrams("a b c").similarity(to: Trigrams("d e f")) == 0)
    #expect(Trigrams("").similarity(to: Trigrams("")) == 1)
    // Of long texts a sample tells it nearly.
    let words = (0..<2000).map { "w\($0)" }
    let half = Trigrams(words.joined(separator: " "))
      .similarity(to: Trigrams(words.prefix(1000).joined(separator: " ")))
    #expect(abs(half - 0.5) < 0.15)
  }

  @Test func `a change of moves is measured from the first that differs`() {
    func trace(_ moves: String, at end: Int, _ outcome: TurnOutcome) -> AttemptTrace {
      AttemptTrace(
        moves.map { move in
          Turn(
            observation: "", text: "", action: String(move), wasEffective: true, reward: 0,
            outcome: outcome, position: end)
        })
    }
    let first = trace("LLRD", at: 7, .failed)
    #expect(first.change(to: first) == AttemptChange(distance: 0, divergence: nil, endsAlike: true))
    #expect(
      first.change(to: trace("LLD", at: 7, .failed))
        == AttemptChange(distance: 0.25, divergence: 3, endsAlike: true))
    #expect(
      first.change(to: trace("UUUU", at: 2, .failed))
        == AttemptChange(distance: 1, divergence: 1, endsAlike: false))
  }
}
