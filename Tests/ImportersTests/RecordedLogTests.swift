import Importers
import RLCore
import RunLog
import RunModel
import Testing

private func reading(_ format: String) throws -> Reading {
  let log = try #require(SampleLog.all.first { $0.format == format })
  let folder = try log.whole()
  return try folder.reading()
}

@Suite struct `Logs that tools wrote` {
  @Test func `of the official ERL code have both attempts and their reflections`() throws {
    let reading = try reading("erl")
    #expect(reading.broken.isEmpty)
    let firsts = reading.attempts.filter { $0.attempt == .first }
    let seconds = reading.attempts.filter { $0.attempt == .second }
    #expect(firsts.map(\.step) == [1, 1, 1, 1, 2, 2, 2, 2])
    #expect(firsts.map(\.group) == [0, 0, 1, 1, 2, 2, 3, 3])
    #expect(seconds.count == firsts.count { $0.reward < 1 })
    #expect(reading.reflections.count == seconds.count, "a reflection that is listed twice is one")
    #expect(seconds.allSatisfy { $0.reflection == $0.episode })
    let first = try #require(firsts.first)
    #expect(first.turns.map(\.action) == ["Right", "Down"])
    #expect(first.turns[0].observation == "board 0")
    let unread = reading.reflections.filter { !$0.parsed }
    #expect(unread.allSatisfy { $0.text == "no marks here" && $0.advice.isEmpty })
    #expect(reading.state.evaluations.map(\.record.name) == ["val", "val"])
    #expect(reading.state.outcomes().gated > 0)
  }

  @Test func `of a trainer of transformers have its history, and go on with the next state`() throws
  {
    let log = try #require(SampleLog.all.first { $0.format == "trl" })
    let folder = try log.whole()
    var reading = try folder.reading()
    #expect(reading.metrics.map(\.step) == [5, 10, 15, 20, 25, 30, 30])
    #expect(reading.state.start?.steps == 100)
    let text = String(decoding: log.files[0].bytes, as: UTF8.self)
    let longer = text.replacing("\n  ],", with: ",{\"loss\": 0.01, \"step\": 35}\n  ],")
    try folder.write(longer, to: "trainer_state.json")
    try reading.goOn()
    #expect(reading.restarts == 0)
    #expect(reading.metrics.last?.step == 35)
    try folder.write(
      text.replacing("\"eval_runtime\"", with: "\"eval_seconds\""), to: "trainer_state.json")
    try reading.goOn()
    #expect(reading.restarts == 1, "a history that says something else is read anew")
  }

  @Test func `of W&B have their history, their name and their end`() throws {
    let reading = try reading("wandb")
    #expect(reading.broken.isEmpty)
    let state = reading.state
    #expect(state.start?.run == "grpo tiny")
    #expect(state.start?.environment == "erl-demo")
    #expect(state.start?.model == "tiny")
    #expect(state.start?.seed == 7)
    #expect(state.scalars.names.sorted() == ["late", "reward/mean", "reward/std", "train/loss"])
    #expect(state.scalars["train/loss"]?.points.count == 30)
    #expect(state.scalars["late"]?.points.map(\.step) == [60])
    #expect(state.status == .finished(step: 60))
  }

  @Test func `of Reflexion have a pair for every trial that failed`() throws {
    let reading = try reading("reflexion")
    #expect(reading.broken.isEmpty)
    let state = reading.state
    let solved = state.evaluations.map { ($0.record.successRate * 24).rounded() }
    #expect(solved == solved.sorted(), "who is solved stays so")
    let pairs = state.episodes.records.filter { $0.first != nil && $0.second != nil }
    #expect(!pairs.isEmpty)
    #expect(pairs.allSatisfy { $0.first?.reward == 0 && $0.reflection != nil })
    let fixed = pairs.count { $0.second?.reward == 1 }
    #expect(Double(fixed) == (solved.last ?? 0) - (solved.first ?? 0))
  }

  @Test func `of Inspect have samples with scores, tokens and epochs`() throws {
    let reading = try reading("inspect")
    #expect(reading.attempts.map(\.reward) == [1, 1, 0, 1, 1, 1, 0, 1])
    #expect(reading.attempts.map(\.group) == [0, 1, 2, 3, 0, 1, 2, 3])
    #expect(reading.attempts.map(\.tokens) == Array(repeating: 3, count: 8))
    #expect(reading.state.status == .finished(step: 0))
    #expect(reading.state.scalars["match/accuracy"]?.points.first?.value == 0.75)
  }

  @Test func `of kinds that need another form say which command makes it`() throws {
    let folder = try LogFolder()
    try folder.write("PK..", to: "a.eval")
    try folder.write("PAR1", to: "completions_00001.parquet")
    for name in ["a.eval", "completions_00001.parquet"] {
      let problem = #expect(throws: FormatProblem.self) {
        try LogFinder().logs(at: "\(folder.path)/\(name)")
      }
      guard case .toConvert = problem else {
        Issue.record("\(name) gives \(String(describing: problem))")
        continue
      }
    }
  }

  @Test func `of tinker-cookbook have tokens and no words`() throws {
    let reading = try reading("tinker")
    #expect(reading.attempts.map(\.tokens) == Array(repeating: 4, count: 8))
    #expect(reading.attempts.map(\.group) == [0, 0, 1, 1, 2, 2, 3, 3])
    #expect(reading.state.scalars.names.contains("env/all/reward/total"))
  }

  @Test func `of verifiers have turns, weighted rewards and groups`() throws {
    let reading = try reading("verifiers")
    #expect(reading.attempts.map(\.reward) == [0, 0.5, 0, 0.5, 0, 0.5, 0, 0.5])
    #expect(reading.attempts.map(\.step) == [1, 1, 1, 1, 2, 2, 2, 2])
    #expect(reading.attempts.map(\.group) == [0, 0, 1, 1, 2, 2, 3, 3])
    #expect(reading.attempts[0].turns.map(\.observation) == ["2+0?"])
    #expect(reading.attempts[0].task == "2+0?")
  }
}
