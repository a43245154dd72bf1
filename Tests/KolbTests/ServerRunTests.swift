import Foundation
import RLCore
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

  /// What a log says that servers were asked for.
  private func usage(_ folder: String) throws -> PolicyUsage {
    let log = try Data(contentsOf: URL(fileURLWithPath: folder + "/events.jsonl"))
    var state = RunState()
    for line in log.split(separator: UInt8(ascii: "\n")) {
      state.apply(try EventLine.decode(Array(line)))
    }
    return try #require(state.usage)
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

  @Test func `money that is spent is counted, and a limit on it ends a run`() throws {
    let server = try StubServer { Self.answer($0) }
    defer { server.stop() }
    let home = try TemporaryFolder()
    let folder = home.url.path + "/run"
    let arguments =
      ["run", "frozenlake-lm", "--policy=openai:\(server.url)", "--out=\(folder)"] + Self.small
    let unpriced = try Program(
      arguments + ["--set=limits.money=1"], environment: environment(home))
    #expect(unpriced.code == 1 && unpriced.errors.contains("openai.price_read"))
    #expect(!FileManager.default.fileExists(atPath: folder))
    let run = try Program(
      arguments + [
        "--set=limits.money=0.001", "--set=openai.price_read=1000",
        "--set=openai.price_written=2000",
      ], environment: environment(home))
    #expect(run.code == 130 && run.errors.contains("limits.money = 0.001"), "\(run.errors)")
    #expect(run.errors.contains("one after another, at a cost of"))
    let usage = try usage(folder)
    #expect(usage.replies > 0 && usage.readTokens == 9 * usage.replies)
    #expect(
      abs(usage.money - Double(usage.readTokens) / 1e3 - Double(usage.writtenTokens) / 500) < 1e-9)
    let report = try Program(["report", folder], environment: environment(home))
    #expect(report.output.contains("money") && report.output.contains("tokens that servers read"))
    let resumed = try Program(["resume", folder, "--headless"], environment: environment(home))
    // A limit counts from where a run is taken up, and the step that was left is the last.
    #expect(resumed.code == 0 && resumed.errors.contains("step 2/2"), "\(resumed.errors)")
  }

  @Test func `seconds that are over end a run with a checkpoint`() throws {
    let server = try StubServer { Self.answer($0) }
    defer { server.stop() }
    let home = try TemporaryFolder()
    let run = try Program(
      ["run", "frozenlake-lm", "--policy=openai:\(server.url)", "--out=\(home.url.path)/run"]
        + Self.small + ["--set=limits.seconds=0.001"], environment: environment(home))
    #expect(run.code == 130 && run.errors.contains("limits.seconds = 0.001"), "\(run.errors)")
    #expect(run.errors.contains("kolb resume"))
  }

  @Test func `headers that a server wants are written nowhere`() throws {
    let server = try StubServer { Self.answer($0) }
    defer { server.stop() }
    let home = try TemporaryFolder()
    let run = try Program(
      ["run", "frozenlake-lm", "--policy=openai:\(server.url)", "--out=\(home.url.path)/run"]
        + Self.small + ["--set=openai.headers=X-Team=MY_KEY"], environment: environment(home))
    #expect(run.code == 0, "\(run.errors)")
    #expect(server.requests.last?.headers["x-team"] == "planted-0123456789")
    let found = FileManager.default.enumerator(atPath: home.url.path)
    while let name = found?.nextObject() as? String {
      let data = FileManager.default.contents(atPath: home.url.path + "/" + name) ?? Data()
      #expect(data.range(of: Data("planted".utf8)) == nil, "the header is in \(name)")
    }
    #expect(!run.errors.contains("planted") && !run.output.contains("planted"))
  }

  @Test func `a run says how long it may take, and a dry run remembers it`() throws {
    let server = try StubServer { Self.answer($0) }
    defer { server.stop() }
    let home = try TemporaryFolder()
    let dry = [
      "run", "frozenlake-lm", "--policy=openai:\(server.url)", "--model=stub", "--dry-run",
    ]
    let before = try Program(dry, environment: environment(home))
    #expect(before.output.contains("How long a reply takes is measured when a run begins."))
    let run = try Program(
      ["run", "frozenlake-lm", "--policy=openai:\(server.url)", "--model=stub"] + Self.small
        + ["--out=\(home.url.path)/run"], environment: environment(home))
    #expect(run.code == 0, "\(run.errors)")
    // 2 held-out, 4 first and 4 second attempts of 2 turns each, and 4 reflections.
    #expect(run.errors.contains("for 24 replies one after another"), "\(run.errors)")
    let after = try Program(dry, environment: environment(home))
    #expect(after.output.contains("When it was last asked, a turn took "), "\(after.output)")
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
