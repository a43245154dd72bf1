import Foundation
import Testing

/// The same configuration and seed give the same events and weights, whatever the threads.
@Suite(.serialized) struct DeterminismTests {
  private static let readings: [[String]] = [
    [],
    ["--set=erl.memory=bank(4)"],
    ["--set=erl.memory=per_worker"],
    ["--set=erl.reflector=none"],
    ["--set=erl.reflector=oracle", "--set=erl.memory=none"],
    ["--set=erl.reflector=frozen"],
    ["--set=erl.advantages=pooled", "--set=erl.gate=false"],
    ["--set=optimizer.kl=0.01", "--set=optimizer.epochs=2"],
    ["--set=frozenlake.slippery=true"],
    [
      "--set=erl.retries=3", "--set=erl.retry_on=sibling", "--set=erl.forget_routes=both",
      "--set=erl.gate=false",
    ],
    ["--set=policy.top_p=0.9", "--set=policy.top_k=5", "--set=evaluation.permuted=true"],
  ]

  @Test(arguments: readings)
  func `one and two threads give the same run`(options: [String]) throws {
    let one = try RecordedRun.finished(options + ["--threads=1"])
    let two = try RecordedRun.finished(options + ["--threads=2"])
    #expect(try firstDifference(one.events, two.events) == nil)
    #expect(try one.weights == two.weights)
    #expect(try one.count(of: "update") == 4)
  }

  /// Where the processor has no wider ones, both are of 8 numbers.
  @Test func `vectors of 8 and of 16 numbers give the same run`() throws {
    let wide = try RecordedRun.finished()
    let narrow = try RecordedRun.finished(environment: ["KOLB_VECTORS": "8"])
    #expect(try firstDifference(wide.events, narrow.events) == nil)
    #expect(try wide.weights == narrow.weights)
  }

  @Test func `the baseline is the same twice, with one thread and with two`() throws {
    let options = ["--set=rlvr.group_size=4"]
    let one = try RecordedRun.finished(options + ["--threads=1"], preset: "frozenlake-rlvr")
    let two = try RecordedRun.finished(options + ["--threads=2"], preset: "frozenlake-rlvr")
    #expect(try firstDifference(one.events, two.events) == nil)
    #expect(try one.weights == two.weights)
    #expect(try one.count(of: "reflection") == 0)
  }

  @Test func `a run is the same twice, and another with another seed`() throws {
    let one = try RecordedRun.finished(["--threads=1", "--seed=7"])
    let same = try RecordedRun.finished(["--threads=1", "--seed=7"])
    let other = try RecordedRun.finished(["--threads=1", "--seed=8"])
    #expect(try firstDifference(one.events, same.events) == nil)
    #expect(try one.weights == same.weights)
    #expect(try one.events.dropFirst() != other.events.dropFirst())
    #expect(try one.weights != other.weights)
  }

  @Test func `only the key 'time' knows a clock`() throws {
    let run = try RecordedRun.finished()
    let lines = try String(contentsOf: run.log, encoding: .utf8).split(separator: "\n")
    #expect(lines.allSatisfy { $0.contains(#","time":{"elapsed":"#) })
    #expect(try run.count(of: "run_started") == 1)
    #expect(try run.count(of: "run_finished") == 1)
    #expect(try run.count(of: "checkpoint") == 2)
    #expect(try run.count(of: "evaluation") == 6)
  }
}
