import ConfigurationFiles
import ERLTraining
import Environments
import Foundation
import OutsideWorlds
import RLCore
import RunLog
import RunModel
import Testing
import WorldsInPython

@testable import kolb

/// A program that is a world is trained on, resumed and played like any other world.
@Suite(.enabled(if: Python.isThere, "\(Python.skipReason)"), .serialized)
struct WorldOutsideTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The events of two steps by the model that ships, in a world of this process or another.
  private func train(_ environment: String, threads: Int = 1) async throws -> [RunEvent] {
    var door = ProcessWorld.door
    door.startsPrograms = false
    let catalogs = Catalogs(environments: .shipped, doors: [door], policies: .shipped)
    var configuration = RunConfiguration(catalogs.schema)
    for setting in [
      "environment=\(OptionValue.text(environment).toml)", "threads=\(threads)", "steps=2",
      "prompts_per_step=4", "evaluation.every=2", "evaluation.episodes=10",
      "evaluation.permuted=false",
      // Probes play siblings of a task, and which those are is each world's own affair.
      "probes.share=0",
      "exec.processes=\(threads)",
    ] { try configuration.apply(setting: setting) }
    NamedPlaces.believe(configuration, among: catalogs)
    let path = "\(folder.url.path)/run-\(UUID().uuidString)"
    let engine = try await TrainingEngine.begin(configuration, in: path, from: catalogs) { _ in }
    #expect(try await engine.train() == .finished)
    engine.close()
    var reader = try EventSource.run(engine.run).reader()
    var events: [RunEvent] = []
    while true {
      let batch = try reader.readMore()
      events += batch.events.map(\.event.event)
      guard batch.status == .more else { return events }
    }
  }

  @Test func `the lake in Python is learnt as the lake that ships is, event by event`() async throws
  {
    let file = folder.url.appendingPathComponent("lake.json")
    try LakeInPython.write(FrozenLake(), seed: 1, to: file)
    let inside = try await train("frozenlake")
    for threads in [1, 2] {
      let outside = try await train(
        "exec:" + Python.world("lake.py", file.path), threads: threads)
      #expect(inside.count == outside.count)
      for (one, other) in zip(inside, outside) {
        switch (one, other) {
        case (.runStarted(let start), .runStarted(let foreign)):
          #expect(start.legend == foreign.legend)
          #expect(foreign.environment == "exec:lake.py" && foreign.run == "exec-lake.json-erl-s1")
          #expect(foreign.wording == "compact lake.py 1")
        case (.checkpoint, .checkpoint): break
        default: #expect(one == other)
        }
      }
    }
  }

  @Test func `it is played by hand`() throws {
    let play = try Program(
      ["play", "exec:" + Python.example("guess.py")], input: "50\nu\n7 it is\nq\n",
      environment: state("a"))
    #expect(play.code == 0, "\(play.errors)")
    #expect(play.output.contains("I think of a number from 1 to 100."))
    #expect(play.output.contains("› 50") && play.output.contains("Too "))
    #expect(play.output.contains("guess: NUMBER"))
  }

  @Test func `a model that does not read its words is told so`() throws {
    let run = try Program(
      ["run", "--headless", "--environment", "exec:" + Python.example("guess.py")],
      environment: state("a"), in: folder)
    #expect(run.code == 2)
    #expect(run.errors.contains("speaks plain words, and the model reads compact ones"))
  }

  // MARK: - Whose program

  /// A home of its own for what is remembered.
  private func state(_ name: String) -> [String: String] {
    ["XDG_STATE_HOME": folder.url.appendingPathComponent("state-\(name)").path]
  }

  @Test func `a file that names a program starts nothing until somebody says it here`() throws {
    let trace = folder.url.appendingPathComponent("started").path
    let world = "exec:touch '\(trace)'"
    let toml = try folder.file("run.toml", "environment = \"\(world)\"\nsteps = 1\n")
    let run = try Program(["run", toml, "--headless"], environment: state("b"), in: folder)
    #expect(run.code == 2)
    #expect(run.errors.contains("you have not named it on the command line in this folder"))
    #expect(run.errors.contains("kolb play '\(world)'"))
    #expect(!FileManager.default.fileExists(atPath: trace))
    // Said here: it is started, and is no world.
    let said = try Program(
      ["run", toml, "--headless", "--environment", world], environment: state("b"), in: folder)
    #expect(said.code == 2 && said.errors.contains("did not say who it is"))
    #expect(FileManager.default.fileExists(atPath: trace))
    // Said in this folder, and in no other.
    try FileManager.default.removeItem(atPath: trace)
    let elsewhere = try Program(["run", toml, "--headless"], environment: state("b"))
    #expect(elsewhere.errors.contains("You did so in '\(folder.url.path)'"))
    #expect(!FileManager.default.fileExists(atPath: trace))
  }

  @Test func `a run that was begun on the command line resumes, and for others it is asked`() throws
  {
    let file = folder.url.appendingPathComponent("lake.json")
    try LakeInPython.write(FrozenLake(), seed: 1, to: file)
    let world = "exec:" + Python.world("lake.py", file.path)
    let begun = try Program(
      [
        "run", "--headless", "--environment", world, "--out", "mine", "--steps", "1",
        "--set=prompts_per_step=2", "--set=evaluation.episodes=2",
      ], environment: state("c"), in: folder)
    #expect(begun.code == 0, "\(begun.errors)")
    let more = try Program(
      ["resume", "mine", "--headless", "--steps", "2"], environment: state("c"), in: folder)
    #expect(more.code == 0, "\(more.errors)")
    let stranger = ["resume", "mine", "--headless", "--steps", "3"]
    let refused = try Program(stranger, environment: state("d"), in: folder)
    #expect(refused.code == 2 && refused.errors.contains("A file may come from anybody."))
    let wrong = try Program(
      stranger + ["--environment", "exec:other"], environment: state("d"), in: folder)
    #expect(wrong.code == 2 && wrong.errors.contains("a run cannot go on in another"))
    let allowed = try Program(
      stranger + ["--environment", world], environment: state("d"), in: folder)
    #expect(allowed.code == 0, "\(allowed.errors)")
  }
}
