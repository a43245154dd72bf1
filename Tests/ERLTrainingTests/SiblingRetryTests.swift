import RLCore
import RunModel
import Synchronization
import Testing

@testable import ERLTraining

/// Second attempts at other tasks of the same rules.
@Suite struct `Retries on siblings` {
  private let run = TestRun()

  private func train(_ change: (inout RunConfiguration) -> Void = { _ in }) async throws {
    var loop = run.loop(in: TellingGame()) {
      $0.erl.retries = 2
      $0.erl.retryOn = .sibling
      change(&$0)
    }
    _ = try await loop.run()
  }

  @Test func `are at another training task, which the rollouts of a prompt share`() async throws {
    try await train()
    let firsts = Dictionary(
      uniqueKeysWithValues: run.journal.attempts(.first).map { ($0.episode, $0) })
    let seconds = run.journal.attempts(.second)
    #expect(!seconds.isEmpty)
    for second in seconds {
      #expect(second.task != firsts[second.episode]?.task)
      #expect(second.task.hasPrefix("training-"))
    }
    for (_, group) in Dictionary(grouping: seconds, by: \.group) {
      let byNumber = Dictionary(grouping: group, by: \.retry).mapValues { Set($0.map(\.task)) }
      #expect(byNumber.values.allSatisfy { $0.count == 1 })
      #expect(Set(byNumber.values).count == 2, "each number has a sibling of its own")
    }
    #expect(Set(firsts.values.map(\.task)).isDisjoint(with: seconds.map(\.task)))
  }

  @Test func `are told the reflection on the task that they are not at`() async throws {
    try await train()
    for second in run.journal.attempts(.second) {
      let told = try #require(run.journal.reflections.first { $0.id == second.reflection })
      #expect(told.episode == second.episode)
      #expect(second.turns[0].observation == "advice \(told.advice) guess")
    }
  }

  @Test func `are held against a blind retry on the very sibling`() async throws {
    try await train { $0.probes.share = 1 }
    let probes = run.journal.attempts(.probe)
    let seconds = Dictionary(grouping: run.journal.attempts(.second), by: \.episode)
    #expect(!seconds.isEmpty)
    for kind in [ProbeKind.blind, .empty] {
      let made = Dictionary(grouping: probes.filter { $0.probe == kind }, by: \.episode)
      for (episode, retries) in seconds {
        #expect(made[episode]?.map(\.task) == retries.map(\.task))
      }
    }
    var state = RunState()
    for event in run.journal.events { state.apply(LoggedEvent(event)) }
    #expect(state.reflectionMetric(.netLiftExact)?.count == state.outcomes().gated)
  }

  @Test func `say nothing of how moves changed, and leave the episode its task`() async throws {
    try await train()
    var state = RunState()
    for event in run.journal.events { state.apply(LoggedEvent(event)) }
    let firsts = run.journal.attempts(.first)
    for first in firsts {
      let record = try #require(state.episodes[first.episode])
      #expect(record.task == first.task)
      #expect(record.change == nil)
    }
    #expect(state.episodes.records.contains { $0.second != nil })
  }

  @Test func `begin behind the raw history where nobody reflects`() async throws {
    try await train { $0.erl.reflector = .none }
    let second = try #require(run.journal.attempts(.second).first)
    #expect(second.turns[0].observation == "advice none guess")
    let asked = run.policy.state.withLock { $0.requests }.map { request in
      request.conversation.segments.map(\.text).joined(separator: " ")
    }
    #expect(asked.contains { $0.hasSuffix("wrong advice none guess") })
    let distilled = run.policy.state.withLock { $0.rows }.filter { $0.loss == .crossEntropy }
      .map { run.policy.words.decode($0.tokens) }
    #expect(distilled.allSatisfy { $0 == "advice none guess cedar right" })
  }

  @Test func `are made again with the same draws at a branch`() async throws {
    func change(_ configuration: inout RunConfiguration) {
      configuration.erl.retries = 2
      configuration.erl.retryOn = .sibling
      configuration.checkpointEvery = 1
    }
    try await train(change)
    let second = try #require(
      run.journal.attempts(.second).last { $0.step == 3 && $0.retry == nil })
    let told = try #require(run.journal.reflections.first { $0.id == second.reflection })
    var loop = try await run.resumed(at: 2, in: TellingGame(), change)
    let point = try #require(try await loop.branchPoint(episode: second.episode))
    let again = try #require(
      try await loop.originalAttempt(at: point, told: .text(told.advice)))
    #expect(again.task.id == second.task)
    #expect(again.turns == second.turns)
    #expect(again.reward == second.reward)
  }

  @Test func `end the run with words where there is no other task`() async throws {
    let only = OnlyTask()
    let error = await #expect(throws: NoSibling.self) {
      _ = try await only.sibling(
        of: only.task(at: 0, in: .training, seed: 1), at: 0, number: 0, seed: 1)
    }
    #expect(error?.description.contains("erl.retry_on") == true)
  }

  /// A world with a single training task.
  private struct OnlyTask: Environment {
    let name = "only"
    let legend: [LegendEntry] = []
    func taskCount(in split: TaskSplit) -> Int? { 1 }
    func task(at index: Int, in split: TaskSplit, seed: UInt64) -> any EnvironmentTask {
      GuessingTask(id: "only", answer: "cedar")
    }
  }
}
