import RLCore
import RunModel
import Testing

/// What is credited to a reflection follows who was told it, not who wrote it.
@Suite struct `Reflections that were told` {
  private static func written(_ id: Int, on episode: Int, from memory: Int?) -> RunEvent {
    .reflection(
      ReflectionRecord(
        step: 1, episode: episode, id: id, from: memory, prompt: "", text: "x", advice: "x",
        parsed: true, tokens: 1, logProbability: 0, author: "self"))
  }

  private static func probe(_ kind: ProbeKind, of episode: Int, reward: Double) -> RunEvent {
    var record = AttemptRecord.plain(episode: episode, group: episode, kind: .probe, reward: reward)
    record.probe = kind
    return .attempt(record)
  }

  /// Two failures, reflected on as 11 and 12, the first from memory 5 and the second from 6.
  ///
  /// The second attempts are told the reflections of `told`; only that of episode 2 succeeds.
  private func run(told: [Int?]) -> RunState {
    var events: [RunEvent] = [5, 6].map {
      .memory(
        MemoryChange(step: 0, change: .stored, id: $0, episode: 0, text: "m", why: .succeeded))
    }
    for episode in 1...2 {
      events.append(.attempt(.plain(episode: episode, group: episode, kind: .first, reward: 0)))
    }
    events += [Self.written(11, on: 1, from: 5), Self.written(12, on: 2, from: 6)]
    for (place, told) in told.enumerated() {
      let episode = place + 1
      events.append(
        .attempt(
          .plain(
            episode: episode, group: episode, kind: .second, reward: episode == 2 ? 1 : 0,
            told: told)))
      events.append(Self.probe(.other, of: episode, reward: 0.25))
      events.append(Self.probe(.blind, of: episode, reward: 0.25))
    }
    events.append(
      .update(
        UpdateRecord(
          step: 1, rows: [:], gradientNorm: 1, learningRate: 1, sequences: 1, tokens: 1,
          optimizerSteps: 1)))
    return events.reduce(into: RunState()) { $0.apply(LoggedEvent($1)) }
  }

  @Test func `a success is the memory's whose reflection was told`() {
    let own = run(told: [11, 12])
    #expect(own.memory[5]?.retries == 1 && own.memory[5]?.wins == 0)
    #expect(own.memory[6]?.retries == 1 && own.memory[6]?.wins == 1)
    let placebo = run(told: [12, 11])
    #expect(placebo.memory[5]?.retries == 1 && placebo.memory[5]?.wins == 1)
    #expect(placebo.memory[6]?.retries == 1 && placebo.memory[6]?.wins == 0)
    #expect(placebo.episodes[1]?.toldMemory == 6 && placebo.episodes[2]?.toldMemory == 5)
    let nothing = run(told: [nil, nil])
    #expect(nothing.memory[5]?.retries == 0 && nothing.memory[6]?.retries == 0)
  }

  @Test func `own over another's counts only those that were told their own`() {
    let own = run(told: [11, 12])
    #expect(own.reflectionMetric(.ownOverOther)?.count == 2)
    #expect(own.reflectionMetric(.ownOverOther)?.value == 0.25)
    for told in [[12, 11], [nil, nil]] as [[Int?]] {
      let state = run(told: told)
      #expect(state.reflectionMetric(.ownOverOther)?.count == 0)
      #expect(state.reflectionMetric(.ownOverOther)?.value == nil)
      // A retry is held against a blind one whatever it was told.
      #expect(state.reflectionMetric(.netLiftExact)?.count == 2)
    }
    #expect(run(told: [12, 12]).reflectionMetric(.ownOverOther)?.count == 1)
  }

  @Test func `wins with memory are of what was told`() {
    let state = run(told: [11, nil])
    #expect(state.reflectionMetric(.winWithMemory)?.count == 1)
    #expect(state.reflectionMetric(.winWithMemory)?.value == 0)
    #expect(state.reflectionMetric(.winWithoutMemory)?.count == 0)
  }
}
