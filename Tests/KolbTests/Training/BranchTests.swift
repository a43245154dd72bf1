import Foundation
import Testing

/// A second attempt that is run again outside of its run.
@Suite(.serialized) struct BranchTests {
  private struct Attempt: Decodable {
    var step: Int
    var episode: Int
    var attempt: String
    var reward: Double
    var turns: [Turn]
    var branch: Int?
    var retry: Int?

    struct Turn: Decodable, Equatable { var text: String }
  }

  private static let options = [
    "--threads=1", "--steps=6", "--set=prompts_per_step=3", "--set=evaluation.every=3",
    "--set=checkpoint_every=4",
  ]

  private static let several = [
    ["--set=erl.retries=2", "--set=erl.retry_on=sibling"],
    ["--set=erl.retries=2", "--set=erl.reflector=none"],
  ]

  private func attempts(in path: String) throws -> [Attempt] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix(#"{"event":"attempt""#) }
      .map { try JSONDecoder().decode(Attempt.self, from: Data($0.utf8)) }
  }

  /// The attempts of the branch that a call of the program made.
  private func branch(_ run: RecordedRun, _ arguments: [String]) throws -> [Attempt] {
    let program = try Program(["branch", run.path] + arguments)
    try #require(program.code == 0, "\(program.errors)")
    let path = try #require(program.lines.last?.components(separatedBy: ": ").last)
    return try attempts(in: path)
  }

  @Test(arguments: [[], ["--set=erl.reflector=none"], ["--set=erl.memory=bank(4)"]] + several)
  func `unchanged and with the same draws a second attempt is the same again`(
    more: [String]
  ) throws {
    let run = try RecordedRun.finished(Self.options + more)
    let log = try Data(contentsOf: run.log)
    let seconds = try attempts(in: run.log.path).filter {
      $0.attempt == "second" && $0.retry == nil
    }
    // At the first step, between checkpoints, right behind one, and at the end.
    for step in [1, 3, 5, 6] {
      let second = try #require(seconds.last { $0.step == step }, "step \(step)")
      let again = try branch(run, ["--episode=\(second.episode)"])
      #expect(again.count == 1)
      #expect(again.first?.turns == second.turns, "episode \(second.episode)")
      #expect(again.first?.reward == second.reward)
      #expect(again.first?.attempt == "probe" && again.first?.branch != nil)
    }
    #expect(try Data(contentsOf: run.log) == log, "the run was touched")
  }

  @Test func `a change of an option on the way is made again`() throws {
    let run = try RecordedRun()
    let program = try RunningProgram(run.beginning(Self.options + ["--steps=30"]))
    program.wait { run.logSize > 20_000 }
    try run.order(#"{"order":"set","key":"policy.temperature","value":"0.95"}"#)
    #expect(program.wait() == 0)
    let change = try #require(try run.events.first { $0.contains(#""action":"set""#) })
    let seconds = try attempts(in: run.log.path).filter { $0.attempt == "second" }
    let second = try #require(seconds.last)
    #expect(change.contains("policy.temperature"))
    #expect(try branch(run, ["--episode=\(second.episode)"]).first?.turns == second.turns)
  }

  @Test func `told the true rules it succeeds more often, and the words say of how many`() throws {
    let run = try RecordedRun.finished(Self.options)
    let failed = try attempts(in: run.log.path).filter { $0.attempt == "second" && $0.reward < 1 }
    var blind = 0
    var oracle = 0
    for second in failed.prefix(4) {
      let arguments = ["--episode=\(second.episode)", "--times=40", "--seed=fresh"]
      oracle += try branch(run, arguments + ["--oracle"]).count { $0.reward >= 1 }
      blind += try branch(run, arguments + ["--none"]).count { $0.reward >= 1 }
    }
    #expect(oracle > blind, "\(oracle) with the rules, \(blind) without")
    let words = try Program(
      ["branch", run.path, "--episode=\(failed[0].episode)", "--oracle", "--times=40"])
    #expect(words.output.contains(" of 40 solved, 0.") && words.output.contains("["))
  }

  @Test func `it can be told another's words, from another memory, by other weights`() throws {
    let run = try RecordedRun.finished(Self.options)
    let seconds = try attempts(in: run.log.path).filter { $0.attempt == "second" }
    let (first, last) = (try #require(seconds.first), try #require(seconds.last))
    let text = try run.folder.file("reflection", "none timeout A player B goal\nC hole D safe")
    for change in [
      ["--from-episode=\(first.episode)"], ["--memory-at=2"], ["--checkpoint=4"],
      ["--reflection=\(text)"],
    ] {
      // The run's own draws, and two others each with the run's words and with these.
      #expect(try branch(run, ["--episode=\(last.episode)", "--times=2"] + change).count == 5)
    }
    // The memory as it was then gives what was written then.
    let again = try branch(
      run, ["--episode=\(last.episode)", "--memory-at=\(last.step - 1)"])
    #expect(again.first?.turns == last.turns)
  }

  @Test func `what is tried of a recording is kept where its user keeps things`() throws {
    let run = try RecordedRun.finished(Self.options)
    let second = try #require(try attempts(in: run.log.path).first { $0.attempt == "second" })
    // A recording has no orders, since nothing of ours works in it any more.
    try FileManager.default.removeItem(at: run.url.appendingPathComponent("orders.jsonl"))
    let before = try FileManager.default.contentsOfDirectory(atPath: run.path).sorted()
    let state = try TemporaryFolder()
    for _ in 1...2 {
      let program = try Program(
        ["branch", run.path, "--episode=\(second.episode)"],
        environment: ["XDG_STATE_HOME": state.url.path])
      try #require(program.code == 0, "\(program.errors)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: run.path).sorted() == before)
    let kept = state.url.appendingPathComponent("kolb/branches")
    let runs = try FileManager.default.contentsOfDirectory(atPath: kept.path)
    try #require(runs.count == 1)
    let names = try FileManager.default.contentsOfDirectory(
      atPath: kept.appendingPathComponent(runs[0]).path)
    #expect(names.sorted() == ["001.jsonl", "002.jsonl"])
  }

  @Test(arguments: [
    (["--episode=99999"], "The log has no episode 99999."),
    (["--episode=1", "--checkpoint=3"], "There is no checkpoint of step 3."),
    (["--episode=1", "--oracle", "--none"], "Give one of --reflection"),
    (["--episode=1", "--reflection=/no/such"], "The reflection in '/no/such' cannot be read"),
  ])
  func `what cannot be tried is said`(arguments: [String], words: String) throws {
    let run = try RecordedRun.finished(Self.options)
    let first = try #require(try attempts(in: run.log.path).first { $0.attempt == "second" })
    let program = try Program(
      ["branch", run.path]
        + arguments.map { $0 == "--episode=1" ? "--episode=\(first.episode)" : $0 })
    #expect(program.code != 0)
    #expect(program.errors.hasPrefix("error: ") && program.errors.contains(words))
    #expect(!program.output.contains("branch"))
  }
}
