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

  @Test func `of TRL's GRPO have its curves, and completions by their rewards`() throws {
    let log = try #require(SampleLog.all.last { $0.format == "trl" })
    let reading = try log.whole().reading()
    #expect(reading.broken.isEmpty)
    #expect(reading.attempts.count == 48)
    #expect(Set(reading.attempts.map(\.step)) == Set(1...6))
    let groups = Dictionary(grouping: reading.attempts, by: \.group)
    #expect(groups.count == 12)
    #expect(groups.values.allSatisfy { $0.count == 4 })
    let first = try #require(reading.attempts.first)
    #expect(first.turns[0].observation == "What is 8 + 8? ")
    #expect(first.turns[0].text == "V6={%}uPv0ne:1~&")
    #expect(first.reward == 0.1875)
    #expect(first.feedback == "digits_reward 0.1875 · short_reward 0 · advantage 1.1777")
    let state = reading.state
    #expect(state.scalars["loss"]?.points.map(\.step) == [1, 2, 3, 4, 5, 6])
    // What the trainer says of a step is what its completions come to.
    let mean = try #require(state.scalars["reward"]?.points.first).value
    let own = reading.attempts.filter { $0.step == 1 }.map(\.reward)
    #expect(abs(own.reduce(0, +) / Double(own.count) - mean) < 1e-6)
  }

  @Test func `of kinds that need another form say which command makes it`() throws {
    let folder = try LogFolder()
    try folder.write("PK..", to: "a.eval")
    for file in SampleLog.fixture("trl-parquet") {
      try folder.write(file.bytes, to: file.name)
    }
    for name in ["a.eval", "completions/completions_00006.parquet"] {
      let problem = #expect(throws: FormatProblem.self) {
        try LogFinder().logs(at: "\(folder.path)/\(name)")
      }
      guard case .toConvert = problem else {
        Issue.record("\(name) gives \(String(describing: problem))")
        continue
      }
    }
    try folder.write(#"{"global_step": 1, "log_history": []}"#, to: "trainer_state.json")
    let found = try #require(try LogFinder().logs(at: folder.path).first)
    #expect(found.remarks.contains { $0.contains("Parquet") && $0.contains("python -c") })
  }

  @Test func `of TRL's completions in Parquet are counted, alone and below others`() throws {
    let folder = try LogFolder()
    let table = try #require(SampleLog.fixture("trl-parquet").first).bytes
    for step in 1...3 {
      try folder.write(table, to: "it's one/completions/completions_0000\(step).parquet")
    }
    for name in ["", "/it's one", "/it's one/completions"] {
      let problem = #expect(throws: FormatProblem.self) {
        try LogFinder().logs(at: folder.path + name)
      }
      let words = "\(try #require(problem))"
      #expect(words.contains("has 3 files of completions in Parquet"), "\(words)")
      #expect(name.isEmpty || words.contains("it'\\''s one"), "\(words)")
    }
    try folder.write(
      #"{"step":2,"prompt":"1+1?","completion":"2","right":1,"fmt_reward":0.5,"advantage":0}"#,
      to: "it's one/completions/completions_00002.jsonl")
    for file in SampleLog.fixture("trl") { try folder.write(file.bytes, to: "two/\(file.name)") }
    for step in 7...8 { try folder.write(table, to: "two/completions/completions_\(step).parquet") }
    let found = try LogFinder().logs(at: folder.path)
    #expect(found.map(\.log.name) == ["it's one", "two"])
    #expect(found.flatMap(\.remarks).count == 1)
    #expect(found[0].remarks[0].contains("has 4 files of completions in Parquet"))
    var reading = try Reading(found[0])
    try reading.goOn()
    // Every function that rewards is a column of its own name.
    #expect(reading.attempts.map(\.reward) == [1.5])
  }

  @Test func `of tinker-cookbook have rewards, tokens, and the words of the logtree as notes`()
    throws
  {
    let reading = try reading("tinker")
    #expect(reading.broken.isEmpty)
    #expect(reading.attempts.map(\.step) == [0, 0, 0, 0, 1, 1, 1, 1])
    #expect(reading.attempts.map(\.group) == [0, 0, 1, 1, 2, 2, 3, 3])
    #expect(reading.attempts.map(\.reward) == [0, -0.1, 1, 0, 0, -0.1, 1, 0])
    #expect(reading.attempts.map(\.tokens) == [1, 28, 1, 1, 1, 28, 1, 1])
    let state = reading.state
    #expect(state.scalars["env/all/reward/total"]?.points.count == 2)
    #expect(state.checkpoints.map(\.path).last == "tinker://run/weights/000001")
    let notes = state.controls.map(\.detail)
    #expect(notes.count == 2, "a group of each iteration was logged with its words")
    #expect(notes[0].contains("train group 0: What is 0 + 0?\n[assistant] 1\nreference_answer 0"))
    #expect(notes[0].contains("correct False · format_coef 0.1 · reward 0.000"))
    #expect(notes[0].contains("<b>I & you\n\n do not know</b>"))
  }

  @Test func `of verifiers have turns, weighted rewards, tokens, groups and time`() throws {
    let reading = try reading("verifiers")
    #expect(reading.broken.isEmpty)
    #expect(reading.attempts.map(\.step) == [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3])
    #expect(reading.attempts.map(\.group) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    #expect(reading.attempts.prefix(4).map(\.reward) == [1.1, 1.1, 0.1, 1.1])
    #expect(reading.attempts.map(\.tokens) == Array(repeating: 6, count: 12))
    let first = try #require(reading.attempts.first)
    #expect(first.task == "What is 0 + 1?")
    #expect(first.turns.count == 2)
    #expect(first.turns[0].observation == "[system] Add. Use the tool once.\n[user] What is 0 + 1?")
    #expect(first.turns[1].observation == "[tool] noted")
    let state = reading.state
    #expect(state.start?.run == "tiny")
    #expect(state.start?.environment == "sums")
    #expect(state.scalars["loss/mean"]?.points.map(\.step) == [1, 2, 3])
  }

  @Test func `of SkyRL are one run of many steps, with their mean scores`() throws {
    let reading = try reading("samples")
    #expect(reading.broken.isEmpty)
    #expect(reading.found.format.name == "samples")
    let steps = reading.attempts.map(\.step)
    #expect(
      steps == Array(repeating: 0, count: 6) + Array(repeating: 5, count: 6)
        + Array(repeating: 10, count: 6))
    #expect(reading.attempts.allSatisfy { $0.reward == 0 || $0.reward == 1 })
    #expect(reading.attempts.filter { $0.flags == ["truncated"] }.count == 3)
    #expect(reading.attempts[0].turns[0].observation == "<|user|>What is 0 + 0?<|assistant|>")
    #expect(reading.state.scalars["eval/all/avg_score"]?.points.map(\.step) == [0, 5, 10])
  }

  @Test func `of verifiers' earlier versions have one turn and their reward`() throws {
    let log = try #require(SampleLog.all.last { $0.format == "verifiers" })
    let reading = try log.whole().reading()
    #expect(reading.attempts.map(\.reward) == [0, 1, 0, 1, 0])
    #expect(reading.attempts[0].task == "2+0?")
  }

  @Test func `that lie side by side are runs of their own`() throws {
    let folder = try LogFolder()
    let log = try #require(SampleLog.all.first { $0.format == "inspect" })
    for name in ["b.json", "a.json"] { try folder.write(log.files[0].bytes, to: name) }
    let logs = try LogFinder().logs(at: folder.path)
    #expect(logs.map(\.log.name) == ["a.json", "b.json"])
    let last = try #require(logs.last)
    var reading = try Reading(last)
    try reading.goOn()
    #expect(reading.attempts.count == 8)
  }

  @Test func `are found by what they hold where no trainer gives such names`() throws {
    let folder = try LogFolder()
    try folder.write("step,loss\n1,0.5\n2,0.25\n", to: "run 7.csv")
    try folder.write("nothing\nof the kind\n", to: "notes.txt")
    try folder.write(
      #"{"prompt": "1+1?", "response": "2", "reward": 1}"# + "\n", to: "dev-set.jsonl")
    let logs = try LogFinder().logs(at: folder.path)
    #expect(logs.map(\.format.name) == ["samples"])
    try folder.remove("dev-set.jsonl")
    #expect(try LogFinder().logs(at: folder.path).map(\.log.name) == ["run 7.csv"])
  }
}
