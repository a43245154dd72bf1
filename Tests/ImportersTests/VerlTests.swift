import Importers
import RLCore
import RunLog
import RunModel
import Testing

/// Lines as verl's `_dump_generations` writes them.
private func dump(_ step: Int, _ samples: [(String, String, Double)]) -> String {
  samples.map { input, output, score in
    #"{"input": "\#(input)", "output": "\#(output)", "gts": "4", "#
      + #""score": \#(score), "step": \#(step), "acc": true}"# + "\n"
  }.joined()
}

@Suite struct `Dumps of verl` {
  @Test func `give attempts in groups of equal prompts`() throws {
    let folder = try LogFolder()
    let three = [("2+2?", "4", 1.0), ("2+2?", "5", 0), ("1+3?", "4", 1)]
    try folder.write(dump(1, three), to: "1.jsonl")
    try folder.write(dump(10, [("2+2?", "4", 1)]), to: "10.jsonl")
    try folder.write(dump(2, [("2+2?", "3", 0)]), to: "2.jsonl")
    let reading = try folder.reading()
    #expect(reading.found.format.name == "verl")
    #expect(reading.attempts.map(\.step) == [1, 1, 1, 2, 10])
    #expect(reading.attempts.map(\.group) == [0, 0, 1, 2, 3])
    #expect(reading.attempts.map(\.reward) == [1, 0, 1, 0, 1])
    #expect(reading.attempts[1].turns[0].text == "5")
    #expect(reading.attempts[1].turns[0].outcome == .failed)
    #expect(reading.attempts[0].feedback == "expected: 4 · acc 1")
    #expect(reading.state.start?.format == "verl")
    #expect(reading.state.stepsDone == 10)
  }

  @Test func `tell groups by the uid where there is one`() throws {
    let folder = try LogFolder()
    let lines = ["a_0_0", "a_1_0", "b_0_0"].map {
      #"{"input":"p","output":"q","score":0,"step":3,"uid":"\#($0)"}"# + "\n"
    }
    try folder.write(lines.joined(), to: "3.jsonl")
    #expect(try folder.reading().attempts.map(\.group) == [0, 0, 1])
  }

  @Test func `have the words of an attempt again by its place`() throws {
    let folder = try LogFolder()
    try folder.write(dump(1, [("2+2?", "4", 1), ("2+2?", "fünf 🎲", 0)]), to: "1.jsonl")
    try folder.write(dump(2, [("1+1?", "2", 1)]), to: "2.jsonl")
    let reading = try folder.reading()
    for located in reading.events.dropFirst() {
      #expect(try reading.reader.event(at: located.offset) == located.event)
    }
  }

  @Test func `begin anew when a file of an earlier step appears`() throws {
    let folder = try LogFolder()
    try folder.write(dump(2, [("2+2?", "4", 1)]), to: "2.jsonl")
    var reading = try folder.reading()
    try folder.write(dump(1, [("2+2?", "5", 0)]), to: "1.jsonl")
    try reading.goOn()
    #expect(reading.restarts == 1)
    #expect(reading.attempts.map(\.step) == [1, 2])
  }

  @Test func `count samples that lack their score, with the place`() throws {
    let folder = try LogFolder()
    let good = dump(1, [("2+2?", "4", 1)])
    try folder.write(good + "{\"input\":\"p\",\"output\":\"q\"}\n" + good, to: "1.jsonl")
    let reading = try folder.reading()
    #expect(reading.attempts.count == 2)
    #expect(reading.broken.map(\.description) == ["1.jsonl line 2: 'score' is missing"])
  }

  @Test func `are shown beside the metrics that lie with them`() throws {
    let folder = try LogFolder()
    try folder.write(dump(1, [("2+2?", "4", 1)]), to: "1.jsonl")
    try folder.write(
      #"{"step": 1, "data": {"actor/pg_loss": 0.5, "perf/x": NaN}}"# + "\n", to: "log.jsonl")
    let reading = try folder.reading()
    #expect(reading.state.scalars.names == ["actor/pg_loss", "perf/x"])
    #expect(reading.state.scalars["actor/pg_loss"]?.points.first?.value == 0.5)
    #expect(reading.attempts.count == 1)
  }

  @Test func `of several folders are several runs`() throws {
    let folder = try LogFolder()
    try folder.write(dump(1, [("2+2?", "4", 1)]), to: "rollout/1.jsonl")
    try folder.write(dump(5, [("2+2?", "4", 1)]), to: "validation/5.jsonl")
    let logs = try LogFinder().logs(at: folder.path)
    #expect(logs.map(\.log.name) == ["rollout", "validation"])
  }
}
