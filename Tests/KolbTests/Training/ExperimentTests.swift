import Foundation
import RLCore
import Testing

/// Experiments run by the built program, with runs that are over in a second.
@Suite(.serialized) struct ExperimentTests {
  private static let small = """
    baseline = "erl"
    seeds = 2
    preset = "frozenlake"
    [set]
    steps = 4
    prompts_per_step = 2
    checkpoint_every = 2
    evaluation = { episodes = 10, every = 2 }
    [arms.erl]
    [arms.rlvr]
    set.algorithm = "rlvr"
    """

  private let folder: TemporaryFolder
  private let file: String

  init() throws {
    folder = try TemporaryFolder()
    file = try folder.file("small.toml", Self.small)
  }

  private func arguments(_ out: String, _ options: [String] = []) -> [String] {
    ["experiment", file, "--out=\(path(out))"] + options
  }

  private func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }

  private func run(_ name: String, in out: String) throws -> RecordedRun {
    RecordedRun(at: path(out) + "/runs/" + name, in: folder)
  }

  private static let cells = ["erl/seed-1", "rlvr/seed-1", "erl/seed-2", "rlvr/seed-2"]

  private func finished(_ out: String) throws {
    let program = try Program(arguments(out))
    try #require(program.code == 0, "\(program.errors)")
  }

  private func expectEqual(
    _ one: String, _ other: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for cell in Self.cells {
      let (left, right) = (try run(cell, in: one), try run(cell, in: other))
      #expect(
        try firstDifference(left.events, right.events) == nil, "\(cell)",
        sourceLocation: sourceLocation)
      #expect(try left.weights == right.weights, "\(cell)", sourceLocation: sourceLocation)
    }
  }

  @Test func `makes an ordinary run of every arm with every seed`() throws {
    try finished("whole")
    for cell in Self.cells {
      let one = try run(cell, in: "whole")
      #expect(try one.count(of: "run_finished") == 1)
      #expect(!FileManager.default.fileExists(atPath: one.checkpoint(2).path))
      #expect(FileManager.default.fileExists(atPath: one.checkpoint(4).path))
    }
    let alone = try RecordedRun(in: folder)
    let program = try Program(alone.beginning(["--threads=1", "--seed=2"]))
    #expect(program.code == 0)
    let cell = try run("erl/seed-2", in: "whole")
    #expect(try firstDifference(alone.events, cell.events) == nil)
  }

  @Test func `started again, it keeps what is finished`() throws {
    try finished("whole")
    let log = try run("erl/seed-1", in: "whole").log
    let before = try Data(contentsOf: log)
    let again = try Program(arguments("whole"))
    #expect(again.code == 0)
    #expect(again.errors.contains("4 of 4 runs done"))
    #expect(try Data(contentsOf: log) == before)
    let more = try Program(arguments("whole", ["--seeds=3"]))
    #expect(more.code == 0, "\(more.errors)")
    #expect(more.errors.contains("4 of 6 runs done"))
    #expect(try run("rlvr/seed-3", in: "whole").count(of: "run_finished") == 1)
  }

  @Test func `killed at random moments and started again, it is as if nobody had`() throws {
    try finished("whole")
    var chance = SeededGenerator(seed: 3, purpose: "kills of experiments")
    for _ in 0..<4 {
      let program = try RunningProgram(arguments("killed", ["--jobs=2"]))
      usleep(UInt32.random(in: 100_000...700_000, using: &chance))
      program.send(SIGKILL)
      program.wait()
    }
    try finished("killed")
    try expectEqual("whole", "killed")
  }

  @Test func `its runs do not outlive it`() throws {
    let program = try RunningProgram(arguments("orphans", ["--jobs=2", "--set=steps=1000"]))
    let run = try run("erl/seed-1", in: "orphans")
    program.wait { run.logSize > 0 }
    program.send(SIGKILL)
    program.wait()
    #expect(run.comesToRest)
  }

  @Test func `asked to end, it has its runs make checkpoints and goes on later`() throws {
    try finished("whole")
    let program = try RunningProgram(arguments("stopped", ["--jobs=2"]))
    let first = try run("erl/seed-1", in: "stopped")
    program.wait { first.logSize > 0 }
    program.send(SIGINT)
    #expect(program.wait() == 130)
    #expect(program.errors.contains("the same command goes on"))
    try finished("stopped")
    try expectEqual("whole", "stopped")
  }

  @Test func `two shards are the whole, in one folder or in two`() throws {
    try finished("whole")
    for shard in ["1/2", "2/2"] {
      let together = try Program(arguments("together", ["--shard=\(shard)"]))
      #expect(together.code == 0, "\(together.errors)")
    }
    try expectEqual("whole", "together")
    let description = { (out: String) in
      try String(contentsOfFile: path(out) + "/experiment.toml", encoding: .utf8)
    }
    #expect(try description("whole") == description("together"))
    let apart = try Program(arguments("first", ["--shard=1/2"]))
    #expect(apart.code == 0)
    #expect(try description("whole") == description("first"))
    let names = { (out: String) in
      try FileManager.default.contentsOfDirectory(atPath: path(out) + "/runs").sorted()
    }
    #expect(try names("first") == ["erl"], "an even number of arms: a shard has whole arms")
  }
}

/// What goes wrong, and what is said of it.
@Suite(.serialized) struct ExperimentFailureTests {
  private static let two = """
    baseline = "good"
    seeds = 1
    preset = "frozenlake"
    set.evaluation = { episodes = 10, every = 2 }
    set.steps = 2
    set.prompts_per_step = 2
    set.checkpoint_every = 1
    [arms.good]
    [arms.other]
    set.erl.gate = false
    """

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }

  private func experiment(_ toml: String, _ options: [String] = []) throws -> Program {
    let file = try folder.file("two.toml", toml)
    return try Program(["experiment", file, "--out=\(path("out"))"] + options, in: folder)
  }

  private var isUntouched: Bool { !FileManager.default.fileExists(atPath: path("out")) }

  @Test(
    arguments: [
      ("set.erl.gate = false", "set.erl.gate = 3", 2, "two.toml:10: 'erl.gate' is a whole number."),
      ("[arms.other]", "[arms.good]", 2, "two.toml:9: this is no TOML: 'arms.good' is given twice"),
      (
        "set.erl.gate = false", "set.erl.gate = true", 2,
        "two.toml:9: the arm 'other' would do exactly what the arm 'good' does."
      ),
      (
        "set.erl.gate = false", "set.frozenlake.distance = 9", 2,
        "two.toml:9: the arm 'other' cannot be run: frozenlake.distance goes up to 9"
      ),
      (
        "set.erl.gate = false", "set.policy.base = 'frozenlik'", 2,
        "two.toml:9: the arm 'other' cannot be run:"
      ),
    ])
  func `an impossible experiment writes nothing`(
    old: String, new: String, code: Int32, message: String
  ) throws {
    let program = try experiment(Self.two.replacing(old, with: new))
    #expect(program.code == code)
    #expect(program.errors.contains(message), "\(program.errors)")
    #expect(isUntouched)
  }

  @Test func `an unknown experiment, shard or number of seeds is wrong usage`() throws {
    for (options, words) in [
      (["experiment", "papr"], "Did you mean 'paper'?"),
      (["experiment", "paper", "--shard=3/2"], "--shard takes a part"),
      (["experiment", "paper", "--seeds=0"], "--seeds takes a whole number"),
      (["experiment", "paper", "--jobs=0"], "--jobs takes a whole number"),
      (["experiment", "paper", "--set=erl.memory=slit"], "Did you mean 'slot'?"),
      (["experiment", "paper", "--set=seed=3"], "belongs to the experiment"),
      (["experiment", "none.toml"], "there is no file 'none.toml'"),
    ] {
      let program = try Program(options, in: folder)
      #expect(program.errors.contains(words), "\(program.errors)")
      #expect(program.code == (words.contains("no file") ? 1 : 2))
    }
  }

  @Test func `a folder of something else is left alone`() throws {
    try FileManager.default.createDirectory(
      atPath: path("out"), withIntermediateDirectories: true)
    _ = try folder.file("out/diary.txt", "mine")
    let program = try experiment(Self.two)
    #expect(program.code == 1)
    #expect(program.errors.contains("holds files that belong to no run"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: path("out")) == ["diary.txt"])
  }

  @Test func `a folder of another experiment is left alone`() throws {
    #expect(try experiment(Self.two).code == 0)
    let before = try Data(contentsOf: URL(fileURLWithPath: path("out/experiment.toml")))
    let program = try experiment(Self.two, ["--set=erl.threshold=0.5"])
    #expect(program.code == 1)
    #expect(
      program.errors.contains(
        "in the arm 'good', erl.threshold is 1.0 there and 0.5 here. Name another folder"),
      "\(program.errors)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path("out/experiment.toml"))) == before)
  }

  @Test func `a run of another version of the log is named before anything is run`() throws {
    #expect(try experiment(Self.two).code == 0)
    let log = URL(fileURLWithPath: path("out/runs/other/seed-1/events.jsonl"))
    let text = try String(contentsOf: log, encoding: .utf8)
    try text.replacing("\"schema\":1", with: "\"schema\":99", maxReplacements: 1)
      .write(to: log, atomically: true, encoding: .utf8)
    let program = try experiment(Self.two, ["--seeds=2"])
    #expect(program.code == 1)
    #expect(program.errors.contains("runs/other/seed-1' was written in version 99"))
    #expect(!FileManager.default.fileExists(atPath: path("out/runs/good/seed-2")))
  }

  @Test func `a run that was asked for something else is named before anything is run`() throws {
    #expect(try experiment(Self.two).code == 0)
    let file = URL(fileURLWithPath: path("out/runs/other/seed-1/run.toml"))
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacing("gate = false", with: "gate = true ")
      .write(to: file, atomically: true, encoding: .utf8)
    let program = try experiment(Self.two)
    #expect(program.code == 1)
    #expect(program.errors.contains("runs/other/seed-1' holds a run that was asked for other"))
  }

  @Test func `a failed run does not stop the others and is named at the end`() throws {
    #expect(try experiment(Self.two).code == 0)
    // The first seed of one arm cannot keep its checkpoints any more.
    let broken = path("out/runs/good/seed-1")
    try FileManager.default.removeItem(atPath: broken + "/events.jsonl")
    try FileManager.default.removeItem(atPath: broken + "/checkpoints")
    _ = try folder.file("out/runs/good/seed-1/checkpoints", "a file")
    let program = try experiment(Self.two, ["--seeds=2", "--jobs=1"])
    #expect(program.code == 1)
    #expect(program.errors.contains("failed   good seed 1"), "\(program.errors)")
    #expect(program.errors.contains("finished other seed 2"))
    let end = program.errors.split(separator: "\n").suffix(2).joined(separator: "\n")
    #expect(end.contains("error: 1 of 4 runs failed"), "\(end)")
    #expect(end.contains("  good seed 1: ") && end.contains("checkpoints"), "\(end)")
    // Mended, the same command makes up for it.
    try FileManager.default.removeItem(atPath: broken + "/checkpoints")
    #expect(try experiment(Self.two, ["--seeds=2"]).code == 0)
  }

  @Test func `where nothing can be written, that is said`() throws {
    let file = try folder.file("two.toml", Self.two)
    let program = try Program(["experiment", file, "--out=/proc/nowhere/out"], in: folder)
    #expect(program.code == 1)
    #expect(program.errors.contains("/proc/nowhere"), "\(program.errors)")
  }
}
