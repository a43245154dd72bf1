import Foundation
import RLCore
import RunLog
import RunModel
import Testing

/// What two people, or one who forgot the first, do to the same folder at the same time.
@Suite(.serialized) struct `Two of everything` {
  private static let endless = ["--threads=1", "--steps=5000", "--set=evaluation.every=0"]

  @Test func `a second engine names the first, also where the lock's file was removed`() throws {
    let run = try RecordedRun()
    let first = try RunningProgram(run.beginning(Self.endless))
    #expect(first.wait { run.logSize > 0 })
    let process = try #require(run.lock.split(separator: " ").first)
    let second = try Program(run.resuming)
    #expect(second.code != 0)
    #expect(second.errors.contains("by process \(process) on this machine"), "\(second.errors)")
    try FileManager.default.removeItem(at: run.url.appendingPathComponent(".lock"))
    let third = try Program(run.resuming)
    #expect(third.code != 0)
    // Some containers hide the kernel's list of locks, and with it the number.
    #expect(
      third.errors.contains("by process \(process) on this machine")
        || third.errors.contains("by another process on this machine"), "\(third.errors)")
    first.send(SIGKILL)
  }

  @Test func `opposite orders of two are all obeyed, in the order of their file`() throws {
    let run = try RecordedRun()
    let engine = try RunningProgram(run.beginning(Self.endless))
    #expect(engine.wait { run.logSize > 20_000 })
    let folder = try RunDirectory(opening: run.path)
    let givers = ["left", "right"].map { who in
      Thread {
        for number in 0..<20 {
          try? folder.give(SignedOrder(.note("\(who) \(number)"), who: who))
          try? folder.give(SignedOrder(who == "left" ? .pause : .resume, who: who))
        }
      }
    }
    for giver in givers { giver.start() }
    func notes() throws -> [String] {
      try run.events.filter { $0.contains(#""action":"note""#) }
    }
    // Whoever pauses last, it is let go on in the end.
    #expect(
      try engine.wait {
        if givers.allSatisfy(\.isFinished) {
          try folder.give(SignedOrder(.resume, who: "end"))
          usleep(50_000)
        }
        return try notes().count >= 40
      })
    let given = try String(
      contentsOf: run.url.appendingPathComponent("orders.jsonl"), encoding: .utf8
    ).split(separator: "\n").compactMap { try? OrderLine.decode(Array($0.utf8)) }
    let asked = given.compactMap { signed -> String? in
      if case .note(let text) = signed.order { text } else { nil }
    }
    #expect(asked.count == 40)
    for (line, text) in zip(try notes(), asked) { #expect(line.contains(#""\#(text)""#)) }
    try folder.give(SignedOrder(.stop, who: "end"))
    #expect(engine.wait() == 130)
  }

  @Test func `a run that was copied while it went on can be gone on with`() throws {
    let whole = try RecordedRun.finished()
    let run = try RecordedRun()
    let engine = try RunningProgram(run.beginning(["--threads=1", "--pace=8"]))
    #expect(engine.wait { run.logSize > whole.logSize / 2 })
    let copy = RecordedRun(at: run.path + "-copy", in: run.folder)
    let output = try run.folder.file("output", "")
    #expect(Spawned.run(["cp", "-r", run.path, copy.path], output: output) == 0)
    let resumed = try Program(copy.resuming)
    #expect(resumed.code == 0, "\(resumed.errors)")
    #expect(engine.wait() == 0)
    for one in [run, copy] {
      #expect(try firstDifference(whole.events, one.events) == nil)
      #expect(try whole.weights == one.weights)
    }
  }

  @Test func `an experiment that is started twice ends as one that was started once`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file(
      "small.toml",
      """
      baseline = "erl"
      seeds = 2
      preset = "frozenlake"
      [set]
      steps = 12
      prompts_per_step = 2
      checkpoint_every = 4
      evaluation = { episodes = 4, every = 12 }
      [arms.erl]
      [arms.rlvr]
      set.algorithm = "rlvr"
      """)
    func arguments(_ out: String) -> [String] {
      ["experiment", file, "--jobs=1", "--out=\(folder.url.path)/\(out)"]
    }
    #expect(try Program(arguments("whole")).code == 0)
    let first = try RunningProgram(arguments("twice"))
    let second = try RunningProgram(arguments("twice"))
    let codes = [first.wait(), second.wait()]
    for (code, errors) in zip(codes, [first.errors, second.errors]) where code != 0 {
      // What the other had in hand is named, and nothing else went wrong; between taking the lock and
      // writing its number into it the other is only "another process".
      #expect(errors.contains(#/is being written by (another )?process/#), "\(errors)")
    }
    #expect(try Program(arguments("twice")).code == 0)
    for name in ["erl/seed-1", "erl/seed-2", "rlvr/seed-1", "rlvr/seed-2"] {
      let pair = ["whole", "twice"].map {
        RecordedRun(at: "\(folder.url.path)/\($0)/runs/\(name)", in: folder)
      }
      #expect(try firstDifference(pair[0].events, pair[1].events) == nil, "\(name)")
    }
  }
}
