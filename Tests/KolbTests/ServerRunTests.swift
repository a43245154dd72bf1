import Foundation
import RunLog
import RunModel
import StubServer
import Synchronization
import Testing

/// Runs of the program itself against a chat server, which is there, away, or somebody else's.
@Suite(.timeLimit(.minutes(3))) struct ServerRunTests {
  private static let small = [
    "--set=prompts_per_step=1", "--set=erl.group_size=2", "--set=evaluation.episodes=2",
    "--set=frozenlake.budget=2", "--set=frozenlake.distance=[1,2]", "--steps=2", "--headless",
  ]

  /// Answers the same to the same.
  private static func answer(_ request: StubServer.Request) -> [StubServer.Step] {
    guard request.method == "POST" else {
      return .reply(#"{"object":"list","data":[{"id":"stub"}]}"#)
    }
    // Whether log-probabilities are asked for depends on who is answered first.
    let asked = request.text.replacingOccurrences(of: #","logprobs":true"#, with: "")
    let digest = asked.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
    let action = ["Up", "Down", "Left", "Right"][digest % 4]
    let asksForNotes = request.text.contains("rulebook between <prompt>")
    let text =
      asksForNotes ? "<prompt>C is deadly. B is the goal.</prompt>" : "<action>\(action)</action>"
    let usage = #"{"prompt_tokens":9,"completion_tokens":4}"#
    return .reply(
      #"{"model":"stub","choices":[{"finish_reason":"stop","message":{"content":"\#(text)"}}],"#
        + #""usage":\#(usage)}"#)
  }

  private func environment(_ home: TemporaryFolder) -> [String: String] {
    ["XDG_STATE_HOME": home.url.path, "MY_KEY": "planted-0123456789"]
  }

  /// The log's events without what depends on the clock, and without what was said of the server.
  private func story(_ folder: String) throws -> [String] {
    try String(contentsOfFile: folder + "/events.jsonl", encoding: .utf8)
      .split(separator: "\n").map(String.init)
      .filter { !$0.hasPrefix(#"{"event":"control""#) && !$0.hasPrefix(#"{"event":"run_started""#) }
      .map { line in line.components(separatedBy: #","time":{"#)[0] }
  }

  @Test func `a server plays, and the key that it wants is written nowhere`() throws {
    let server = try StubServer { Self.answer($0) }
    defer { server.stop() }
    let home = try TemporaryFolder()
    let folder = home.url.path + "/run"
    let run = try Program(
      ["run", "frozenlake-lm", "--policy=openai:\(server.url)", "--out=\(folder)"] + Self.small
        + ["--set=openai.key_variable=MY_KEY"], environment: environment(home))
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.errors.contains("step 2/2"))
    #expect(server.requests.last?.headers["authorization"] == "Bearer planted-0123456789")
    let lines = try story(folder)
    #expect(lines.count { $0.hasPrefix(#"{"event":"evaluation""#) } == 1)
    #expect(lines.count { $0.contains(#""rows":{}"#) } == 2)
    let found = FileManager.default.enumerator(atPath: home.url.path)
    while let name = found?.nextObject() as? String {
      let data = FileManager.default.contents(atPath: home.url.path + "/" + name) ?? Data()
      #expect(data.range(of: Data("planted".utf8)) == nil, "the key is in \(name)")
    }
    #expect(!run.errors.contains("planted") && !run.output.contains("planted"))
  }

  @Test func `while a server is away the run waits and says so, then goes on the same`() throws {
    let calm = try StubServer { Self.answer($0) }
    let home = try TemporaryFolder()
    let undisturbed = home.url.path + "/calm"
    let arguments = ["run", "frozenlake-lm"] + Self.small + ["--set=openai.failures=2"]
    #expect(
      try Program(
        arguments + ["--policy=openai:\(calm.url)", "--out=\(undisturbed)"],
        environment: environment(home)
      ).code == 0)
    calm.stop()

    let isAway = Mutex(false)
    let count = Mutex(0)
    let server = try StubServer { request in
      let number = count.withLock { count in
        count += 1
        return count
      }
      if number == 8 { isAway.withLock { $0 = true } }
      return isAway.withLock { $0 } ? [.reset] : Self.answer(request)
    }
    defer { server.stop() }
    let folder = home.url.path + "/run"
    let run = try RunningProgram(
      arguments + ["--policy=openai:\(server.url)", "--out=\(folder)"],
      environment: environment(home))
    #expect(run.wait { run.errors.contains("unreachable") })
    isAway.withLock { $0 = false }
    #expect(run.wait() == 0, "\(run.errors)")
    #expect(run.errors.contains("reachable"))
    #expect(try story(folder) == story(undisturbed))
  }

  @Test func `a stop ends the wait, and a resume asks for no whole attempt again`() throws {
    let isAway = Mutex(false)
    let count = Mutex(0)
    let server = try StubServer { request in
      let number = count.withLock { count in
        count += 1
        return count
      }
      if number == 14 { isAway.withLock { $0 = true } }
      return isAway.withLock { $0 } ? [.reset] : Self.answer(request)
    }
    defer { server.stop() }
    let home = try TemporaryFolder()
    let folder = home.url.path + "/run"
    let run = try RunningProgram(
      ["run", "frozenlake-lm", "--policy=openai:\(server.url)", "--out=\(folder)"] + Self.small
        + ["--set=openai.failures=2"], environment: environment(home))
    #expect(run.wait { run.errors.contains("unreachable") })
    run.send(SIGINT)
    #expect(run.wait() == 130, "\(run.errors)")
    let known = try story(folder).filter { $0.hasPrefix(#"{"event":"attempt""#) }
    isAway.withLock { $0 = false }
    let resumed = try Program(["resume", folder, "--headless"], environment: environment(home))
    #expect(resumed.code == 0, "\(resumed.errors)")
    let whole = try story(folder)
    #expect(Set(known).isSubset(of: Set(whole)))
    #expect(whole.last?.hasPrefix(#"{"event":"run_finished""#) == true)
  }

  @Test func `a server that only a file names is asked nothing`() throws {
    let server = try StubServer { Self.answer($0) }
    defer { server.stop() }
    let home = try TemporaryFolder()
    let file = try home.file(
      "strange.toml",
      "preset = \"frozenlake-lm\"\n[policy]\nbackend = \"openai\"\nmodel = \"\"\n"
        + "url = \"\(server.url)\"\n")
    let arguments = ["run", file, "--out=\(home.url.path)/run"] + Self.small
    let refused = try Program(arguments, environment: environment(home))
    #expect(refused.code == 1 && refused.errors.contains("--policy=openai:\(server.url)"))
    #expect(server.requests.isEmpty)
    let said = try Program(
      arguments + ["--policy=openai:\(server.url)"], environment: environment(home))
    #expect(said.code == 0, "\(said.errors)")
    // Said once, it may be named by files.
    let again = try Program(
      ["run", file, "--out=\(home.url.path)/again"] + Self.small, environment: environment(home))
    #expect(again.code == 0, "\(again.errors)")
  }

  @Test func `a limit ends a run with a checkpoint`() throws {
    let server = try StubServer { Self.answer($0) }
    defer { server.stop() }
    let home = try TemporaryFolder()
    let run = try Program(
      ["run", "frozenlake-lm", "--policy=openai:\(server.url)", "--out=\(home.url.path)/run"]
        + Self.small + ["--set=limits.tokens=1"], environment: environment(home))
    #expect(run.code == 130 && run.errors.contains("limits.tokens = 1"))
    #expect(run.errors.contains("kolb resume"))
  }

  @Test func `a dry run prints the words and asks nothing`() throws {
    let server = try StubServer { Self.answer($0) }
    defer { server.stop() }
    let run = try Program([
      "run", "frozenlake-lm", "--policy=openai:\(server.url)", "--model=stub", "--dry-run",
    ])
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("--- system") && run.output.contains("<action>Up</action>"))
    #expect(run.output.contains("At most") && server.requests.isEmpty)
  }
}
