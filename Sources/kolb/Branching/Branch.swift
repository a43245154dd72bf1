import ERLTraining
import Foundation
import RLCore
import RunLog
import RunModel

/// An episode's second attempt once more, with something changed.
struct Branch {
  /// What is changed.
  enum Change: Equatable {
    case nothing
    case reflection(String)
    case oracle
    case blind
    case episode(Int)
    case memory(step: Int)
  }

  var episode: Int
  var change = Change.nothing
  /// The checkpoint that the second attempts are made by, instead of the weights of their step.
  var checkpoint: Int?
  /// Attempts with other draws than the run had.
  var times = 0
  /// Whether the attempt with the run's own draws is made too.
  var hasOriginalDraws = true

  /// What came of it.
  struct Result {
    var record: BranchRecord
    var path: String
    /// The episode as it was in the run.
    var texts: EpisodeTexts
    /// The attempt with the run's own draws.
    var original: AttemptRecord?
    var fresh: [AttemptRecord]
    /// With the same other draws, told what the run told, where something else was changed.
    var unchanged: [AttemptRecord]
    var threshold: Double
  }

  /// Runs it and writes it down beside the run, never into it.
  func run(in run: RunDirectory) async throws -> Result {
    var other: Int?
    if case .episode(let number) = change { other = number }
    let story = try EpisodeStory(of: episode, borrowing: other, in: run)
    guard let first = story.texts.first, story.texts.second != nil else {
      throw BranchError.notRetried(episode)
    }
    let workshop = try BranchWorkshop(run)
    var loop = try await workshop.loop(afterStep: first.step - 1)
    guard let point = try await loop.branchPoint(episode: episode) else {
      throw BranchError.anotherPast(episode: episode)
    }
    let again = loop.probe(point.first, at: point, branch: 0)
    guard again.turns == first.turns || again.turns.map(\.text) == first.turns.map(\.text) else {
      throw BranchError.anotherPast(episode: episode)
    }
    let (told, kind) = try await advice(story, at: point, loop, workshop)
    let tries = try await attempts(
      at: point, told: told, story, by: &loop, in: workshop)
    let (number, path) = try BranchFolder(run).makeBranch()
    let text = if case .text(let text) = told { text } else { "" }
    let record = BranchRecord(
      number: number, step: point.step, episode: episode, advice: kind, text: text,
      weights: checkpoint ?? first.step - 1)
    func probe(_ attempt: Attempt, flag: String? = nil) -> AttemptRecord {
      var probe = loop.probe(attempt, at: point, branch: number)
      if let flag { probe.flags.append(flag) }
      return probe
    }
    let result = Result(
      record: record, path: path, texts: story.texts,
      original: tries.original.map { probe($0, flag: BranchRecord.sameDraws) },
      fresh: tries.fresh.map { probe($0) },
      unchanged: tries.unchanged.map { probe($0, flag: BranchRecord.unchanged) },
      threshold: loop.configuration.erl.threshold)
    let all = [result.original].compactMap { $0 } + result.unchanged + result.fresh
    try run.write([.branch(record)] + all.map(RunEvent.attempt), toBranch: path)
    return result
  }

  /// What is tried: with the run's draws, with others, and with these told what the run told.
  private struct Tries {
    var original: Attempt?
    var fresh: [Attempt] = []
    var unchanged: [Attempt] = []
  }

  private func attempts(
    at point: BranchPoint, told: BranchAdvice, _ story: EpisodeStory, by loop: inout ERLLoop,
    in workshop: BranchWorkshop
  ) async throws -> Tries {
    var tries = Tries()
    if times > 0, change != .nothing || checkpoint != nil {
      tries.unchanged = try await loop.freshAttempts(
        at: point, told: story.texts.reflection.map { .text($0.advice) } ?? .history,
        numbers: 0..<times)
      await loop.policy.endConversations()
    }
    if let checkpoint { try await loop.learner?.load(from: workshop.checkpoint(checkpoint).path) }
    if hasOriginalDraws { tries.original = try await loop.originalAttempt(at: point, told: told) }
    if times > 0 {
      tries.fresh = try await loop.freshAttempts(at: point, told: told, numbers: 0..<times)
    }
    return tries
  }

  private func advice(
    _ story: EpisodeStory, at point: BranchPoint, _ loop: ERLLoop, _ workshop: BranchWorkshop
  ) async throws -> (BranchAdvice, BranchRecord.Advice) {
    let task = point.first.task
    switch change {
    case .nothing:
      guard let written = story.texts.reflection else { return (.history, .original) }
      return (.text(written.advice), .original)
    case .reflection(let text): return (.text(task.parse(reflection: text).advice), .edited)
    case .oracle: return (.text(task.trueRules), .oracle)
    case .blind: return (.nothing, .none)
    case .episode: return (.text(story.borrowed?.advice ?? ""), .borrowed)
    case .memory(let step):
      let memory = try await workshop.loop(afterStep: step).state.memory
      let written = try await loop.reflection(at: point, from: memory)
      return (.text(written?.parsed.advice ?? ""), .memory)
    }
  }
}
