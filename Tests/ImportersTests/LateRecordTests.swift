import Foundation
import RunLog
import RunModel
import Testing

/// What comes to a log out of its turn, or never whole.
@Suite struct `Records that come late` {
  private static func row(_ answer: Int) -> String {
    #"{"input": "What is \#(answer)?", "output": "\#(answer)", "score": 1.0}"# + "\n"
  }

  /// verl's dumps of three steps with two rows each.
  private func dumps() throws -> LogFolder {
    let folder = try LogFolder()
    for step in 1...3 {
      try folder.write(Self.row(10 * step) + Self.row(10 * step + 1), to: "\(step).jsonl")
    }
    return folder
  }

  /// Goes on until a log was read anew often enough, which takes as long as it is large.
  private func goOn(_ reading: inout Reading, restarts: Int) throws {
    for _ in 0..<500 where reading.restarts < restarts {
      usleep(10_000)
      try reading.goOn()
    }
    try reading.goOn()
  }

  @Test func `are at their step, as if they had been there before`() throws {
    let folder = try dumps()
    var reading = try folder.reading(from: "verl")
    try folder.append(Self.row(25), to: "2.jsonl")
    try goOn(&reading, restarts: 1)
    #expect(reading.attempts.map(\.step) == [1, 1, 2, 2, 2, 3, 3])
    #expect(reading.events == (try folder.reading(from: "verl")).events)
  }

  @Test func `of a trainer that was resumed stand at the latest step, and are counted`() throws {
    let folder = try LogFolder()
    func row(_ step: Int) -> String {
      #"{"step": \#(step), "input": "What?", "output": "\#(step)", "score": 1.0}"# + "\n"
    }
    try folder.write((1...4).map(row).joined() + (3...5).map(row).joined(), to: "rollouts.jsonl")
    let reading = try folder.reading(from: "samples")
    #expect(reading.attempts.map(\.step) == [1, 2, 3, 4, 4, 4, 5])
    #expect(reading.late == 1)
  }

  @Test func `come before the next step if both came since the last look`() throws {
    let folder = try LogFolder()
    try folder.write(Self.row(10), to: "1.jsonl")
    var reading = try folder.reading(from: "verl")
    try folder.append(Self.row(11), to: "1.jsonl")
    try folder.write(Self.row(20), to: "2.jsonl")
    try reading.goOn()
    #expect(reading.attempts.map(\.step) == [1, 1, 2])
    #expect(reading.restarts == 0)
  }

  @Test func `are counted as left out once a later step has begun without their end`() throws {
    let folder = try dumps()
    try folder.append(#"{"input": "What is 2"#, to: "2.jsonl")
    var reading = try folder.reading(from: "verl")
    try reading.goOn()
    #expect(reading.broken.map { $0.file } == ["2.jsonl"])
    // Nobody knows yet whether the newest one goes on.
    try folder.append(#"{"input": "What is 3"#, to: "3.jsonl")
    try reading.goOn()
    #expect(reading.broken.count == 1 && reading.attempts.count == 6)
    // It does, and so does the one that was given up.
    try folder.append("3?\", \"output\": \"33\", \"score\": 0.0}\n", to: "3.jsonl")
    try folder.append("2?\", \"output\": \"22\", \"score\": 0.0}\n", to: "2.jsonl")
    try goOn(&reading, restarts: 1)
    #expect(reading.broken.isEmpty)
    #expect(reading.attempts.map(\.step) == [1, 1, 2, 2, 2, 3, 3, 3])
  }

  @Test(arguments: ["folder", "pipe"])
  func `do not come from something that has the name of a file, which is counted`(kind: String)
    throws
  {
    let folder = try dumps()
    var reading = try folder.reading(from: "verl")
    let path = folder.path + "/4.jsonl"
    if kind == "folder" {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } else {
      #expect(mkfifo(path, 0o600) == 0)
    }
    try reading.goOn()
    try folder.write(Self.row(50), to: "5.jsonl")
    try reading.goOn()
    try reading.goOn()
    #expect(reading.broken.compactMap(\.words) == ["a \(kind) has its name"])
    #expect(reading.attempts.map(\.step) == [1, 1, 2, 2, 3, 3, 5])
  }

  @Test(arguments: [
    ("aime_2024.jsonl", 0), ("openai_gsm8k.jsonl", 0), ("rank_3.jsonl", 0), ("12.jsonl", 12),
    ("rollouts_7.jsonl", 7), ("step-3.jsonl", 3), ("step4.jsonl", 4), ("global_step_20.jsonl", 20),
  ])
  func `have the step of a name only where it names one`(name: String, step: Int) throws {
    let folder = try LogFolder()
    try folder.write(#"{"prompt": "1 + 1", "response": "2", "score": 1.0}"# + "\n", to: name)
    #expect(try folder.reading(from: "samples").attempts.map(\.step) == [step])
  }
}
