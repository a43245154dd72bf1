import RunLog
import RunModel
import Testing

/// What is on the screen that a run is opened with.
@Suite struct FirstViewTests {
  private static func screen(_ view: String) throws -> [String] {
    let path = SampleRuns.path("frozenlake-erl")
    return try Program(["open", path, "--once", "--view", view, "--size", "100x30"]).lines
  }

  @Test(arguments: [("3", "reflections"), ("9", "scalars"), ("o", "runs")])
  func `a view is asked for by its key or its name`(key: String, name: String) throws {
    let screen = try Self.screen(key)
    #expect(screen.last?.contains("\(key) \(name)") == true, "\(screen.last ?? "")")
    // How long ago a run was written is told on the shelf.
    if name != "runs" { #expect(try Self.screen(name) == screen) }
  }

  @Test func `figures over the whole run say so, and how their intervals are made`() throws {
    for view in ["3", "8"] {
      #expect(try Self.screen(view)[1].contains("steps 1–24, 95 % by prompt: "))
    }
  }

  @Test func `the version is told by its number`() throws {
    let program = try Program(["--version"])
    #expect(program.code == 0 && program.errors.isEmpty)
    #expect(program.output.contains(#/^kolb \d+\.\d+\.\d+, build /#))
  }

  @Test func `the overview has the newest pair with a reflection, not the last episode`() throws {
    var run = RunState()
    var reader = try EventReader(path: SampleRuns.path("frozenlake-erl") + "/events.jsonl")
    while true {
      let batch = try reader.readMore()
      for located in batch.events { run.apply(located.event) }
      guard batch.status == .more else { break }
    }
    let pairs = run.episodes.records.filter { $0.reflection != nil && $0.second != nil }
    let newest = try #require(pairs.last)
    #expect(run.episodes.records.last?.reflection == nil)
    let text = try Self.screen("overview").joined(separator: "\n")
    #expect(text.contains("episode \(newest.id) step \(newest.step)"))
    #expect(text.contains("reflection #\(newest.reflection?.id ?? -1)"))
  }
}
