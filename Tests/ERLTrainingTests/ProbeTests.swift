import ERLTraining
import RLCore
import RunModel
import Testing

struct ProbeTests {
  private func run(share: Double) async throws -> (events: [RunEvent], digest: String) {
    let run = TestRun()
    var loop = run.loop {
      $0.probes.share = share
      $0.steps = 6
    }
    _ = try await loop.run()
    return (run.journal.events, await run.policy.weightsDigest())
  }

  private func attempts(_ events: [RunEvent]) -> [AttemptRecord] {
    events.compactMap { if case .attempt(let attempt) = $0 { attempt } else { nil } }
  }

  @Test func `a run trains alike with probes and without`() async throws {
    let plain = try await run(share: 0)
    let probed = try await run(share: 1)
    let training = probed.events.filter {
      if case .attempt(let attempt) = $0 { attempt.attempt != .probe } else { true }
    }
    #expect(probed.events.count > plain.events.count)
    #expect(training == plain.events)
    #expect(probed.digest == plain.digest)
  }

  @Test func `a probe says what it is for and whose reflection it was told`() async throws {
    let events = try await run(share: 1).events
    let all = attempts(events)
    let probes = all.filter { $0.attempt == .probe }
    let written = Dictionary(
      uniqueKeysWithValues: events.compactMap { event -> (Int, ReflectionRecord)? in
        if case .reflection(let record) = event { (record.id, record) } else { nil }
      })
    let seconds = all.filter { $0.attempt == .second }
    #expect(probes.count { $0.probe == .blind } == seconds.count)
    #expect(
      Set(probes.compactMap(\.probe)).isSuperset(of: [.blind, .other, .empty, .transfer, .base]))
    for probe in probes {
      let kind = try #require(probe.probe)
      switch kind {
      case .blind, .empty, .base: #expect(probe.reflection == nil && probe.of == nil)
      case .shuffled, .transfer: #expect(probe.of == probe.episode)
      case .other: #expect(probe.of != probe.episode)
      }
      if let told = probe.reflection { #expect(written[told]?.episode == probe.of) }
      #expect((kind == .transfer || kind == .base) == probe.task.hasPrefix("heldOut"))
    }
  }

  @Test func `the numbers of a run count no probe`() async throws {
    var state = RunState()
    for event in try await run(share: 1).events { state.apply(LoggedEvent(event)) }
    #expect(state.probes > 50)
    #expect(state.outcomes().gated == state.episodes.records.count { $0.second != nil })
    let exact = try #require(state.reflectionMetric(.netLiftExact))
    #expect(exact.count == state.outcomes().gated)
    #expect(try #require(state.reflectionMetric(.transfer)).count > 0)
  }
}
