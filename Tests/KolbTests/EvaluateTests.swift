import Foundation
import StubServer
import Testing

/// A run, a folder and a server, measured by the program itself.
@Suite struct EvaluateTests {
  private static let maps = [
    ["SF", "FG"], ["SFF", "FFF", "FFG"], ["SFF", "HFF", "FFG"], ["SFH", "FFF", "HFG"],
    ["SFFF", "FHFF", "FFFF", "HFFG"], ["SHF", "FFF", "FFG"], ["SFF", "FHF", "FFG"],
  ]

  private static func tasks(in folder: TemporaryFolder) throws -> String {
    let rows = maps.map { map in
      #"{"map": ["# + map.map { "\"\($0)\"" }.joined(separator: ", ") + "]}"
    }
    return try folder.file("tasks.jsonl", rows.joined(separator: "\n") + "\n")
  }

  private static let model = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources/LocalPolicy/BaseModels/frozenlake").path

  /// The number of tasks and the bounds of the interval, as printed.
  private func figures(_ output: String) throws -> (rate: Double, low: Double, high: Double, n: Int)
  {
    let found = try #require(
      output.firstMatch(of: /(\d\.\d{3}), 95 % (\d\.\d{3}) to (\d\.\d{3}), of (\d+) tasks/),
      "\(output)")
    return (
      Double(found.1) ?? .nan, Double(found.2) ?? .nan, Double(found.3) ?? .nan, Int(found.4) ?? 0
    )
  }

  @Test func `a run is measured by its last checkpoint`() throws {
    let run = try RecordedRun()
    #expect(try Program(run.beginning([])).code == 0)
    let measured = try Program(["evaluate", run.path, "--episodes=12"])
    #expect(measured.code == 0, "\(measured.errors)")
    let found = try figures(measured.output)
    #expect(found.n == 12 && found.low <= found.rate && found.rate <= found.high)
    #expect(measured.output.hasPrefix("held-out success"))
  }

  @Test func `all tasks of a file are played by a folder, and no more than are wanted`() throws {
    let home = try TemporaryFolder()
    let file = try Self.tasks(in: home)
    let all = try Program(["evaluate", Self.model, "--tasks", file])
    #expect(all.code == 0, "\(all.errors)")
    #expect(try figures(all.output).n == Self.maps.count)
    #expect(all.output.hasPrefix("success on all tasks of the file"))
    let some = try Program(["evaluate", Self.model, "--tasks", file, "--episodes=3"])
    #expect(try figures(some.output).n == 3)
  }

  @Test func `a server is measured on all tasks of a file`() throws {
    let server = try StubServer { request in
      request.method == "POST"
        ? .reply(#"{"choices":[{"message":{"content":"<action>Down</action>"}}]}"#)
        : .reply(#"{"object":"list","data":[{"id":"stub"}]}"#)
    }
    defer { server.stop() }
    let home = try TemporaryFolder()
    let measured = try Program(
      [
        "evaluate", "openai:\(server.url)", "--tasks", try Self.tasks(in: home),
        "--set=frozenlake.budget=4",
      ], environment: ["XDG_STATE_HOME": home.url.path])
    #expect(measured.code == 0, "\(measured.errors)")
    let found = try figures(measured.output)
    // Nobody crosses by going down alone.
    #expect(found.n == Self.maps.count && found.rate == 0 && found.low == 0 && found.high < 0.5)
  }
}
