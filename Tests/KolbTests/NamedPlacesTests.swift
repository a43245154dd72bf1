import Foundation
import StubServer
import Testing

/// What a stranger's configuration names outside of itself is used when somebody here has named it.
@Suite(.timeLimit(.minutes(5))) struct `Places that a configuration names` {
  private let home: TemporaryFolder
  private let secret: String

  init() throws {
    home = try TemporaryFolder()
    secret = try home.file("private/secret.jsonl", "precious\n")
  }

  private static let small = [
    "--steps=1", "--set=prompts_per_step=1", "--set=evaluation.episodes=2", "--headless",
  ]

  private func program(_ words: [String]) throws -> Program {
    try Program(
      words,
      environment: [
        "XDG_STATE_HOME": home.url.path + "/state", "HOME": home.url.path, "A_KEY": "key-of-a",
      ], in: home)
  }

  private func configuration(_ text: String, _ name: String = "strange/x.toml") throws -> String {
    try home.file(name, "preset = \"frozenlake\"\n" + text)
  }

  private func expectRefused(
    _ words: [String], naming saying: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let refused = try program(words)
    #expect(refused.code == 1, "\(refused.errors)", sourceLocation: sourceLocation)
    #expect(refused.errors.contains(saying), "\(refused.errors)", sourceLocation: sourceLocation)
    #expect(refused.errors.contains("--trust"), sourceLocation: sourceLocation)
    #expect(
      !(refused.errors + refused.output).contains("precious"), sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    ("frozenlake.tasks", "[frozenlake]\ntasks ="),
    ("frozenlake.prompts", "[frozenlake]\nprompts ="),
    ("erl.corrections", "[erl]\ncorrections ="), ("policy.model", "[policy]\nmodel ="),
  ])
  func `a file outside its folder is not read before it is named`(
    key: String, line: String
  ) throws {
    let file = try configuration("\(line) \"\(secret)\"\n")
    let saying = "'--set=\(key)=\(secret)'"
    try expectRefused(["run", file] + Self.small, naming: saying)
    try expectRefused(["run", file, "--dry-run"], naming: saying)
    if key != "policy.model" {
      try expectRefused(["evaluate", "frozenlake", "--preset", file], naming: saying)
    }
    // Named here, in whatever form, it is read: what is wrong with it is told then.
    for word in ["--set=\(key)=\(secret)", "--set=\(key) = \"\(secret)\""] {
      let said = try program(["run", file, word] + Self.small)
      #expect(!said.errors.contains("--trust"), "\(said.errors)")
      try? FileManager.default.removeItem(at: home.url.appendingPathComponent("state"))
    }
    let trusted = try program(["run", file, "--trust"] + Self.small)
    #expect(!trusted.errors.contains("has it that"), "\(trusted.errors)")
    // Once named, it may be named by files.
    let again = try program(["run", file] + Self.small)
    #expect(!again.errors.contains("has it that"), "\(again.errors)")
  }

  @Test func `a file that came with it is read, and a link out of its folder is not`() throws {
    let corrections = try home.file("strange/corrections.jsonl", "")
    let file = try configuration("[erl]\ncorrections = \"\(corrections)\"\n")
    let run = home.url.path + "/run"
    let begun = try program(["run", file, "--out=\(run)"] + Self.small)
    #expect(begun.code == 0, "\(begun.errors)")
    let resumed = try program(["resume", run, "--steps=2", "--headless"])
    #expect(resumed.code == 0, "\(resumed.errors)")
    let link = home.url.path + "/strange/link.jsonl"
    try #require(symlink(secret, link) == 0)
    let linked = try configuration("[erl]\ncorrections = \"\(link)\"\n", "strange/y.toml")
    try expectRefused(["run", linked] + Self.small, naming: "'--set=erl.corrections=\(link)'")
    let hidden = try home.file("strange/.ssh/id", "precious\n")
    let third = try configuration("[erl]\ncorrections = \"\(hidden)\"\n", "strange/z.toml")
    try expectRefused(["run", third] + Self.small, naming: "'--set=erl.corrections=\(hidden)'")
  }

  @Test func `a run of somebody else reads no file outside, whatever is done with it`() throws {
    let run = try RecordedRun(in: home)
    #expect(try program(run.beginning(["--threads=1"])).code == 0)
    let path = run.path + "/run.toml"
    let toml = try String(contentsOfFile: path, encoding: .utf8)
    let changed = toml.replacing("corrections = \"\"", with: "corrections = \"\(secret)\"")
    try #require(changed != toml)
    try Data(changed.utf8).write(to: URL(fileURLWithPath: path))
    let saying = "'--set=erl.corrections=\(secret)'"
    try expectRefused(["resume", run.path, "--steps=6", "--headless"], naming: saying)
    try expectRefused(["branch", run.path, "--episode=1"], naming: saying)
    try expectRefused(["evaluate", run.path], naming: saying)
    for words in [["open", run.path, "--once"], ["report", run.path]] {
      #expect(try program(words).code == 0)
    }
  }

  @Test func `no command asks a server that only a file names`() throws {
    let server = try StubServer { _ in .reply(#"{"data":[{"id":"stub"}]}"#) }
    defer { server.stop() }
    let policy =
      "[policy]\nbackend = \"openai\"\nmodel = \"\"\nurl = \"\(server.url)\"\n"
      + "[openai]\nkey_variable = \"A_KEY\"\n"
    let saying = "'--policy=openai:\(server.url)'"
    let file = try home.file("strange/s.toml", "preset = \"frozenlake-lm\"\n" + policy)
    try expectRefused(["run", file] + Self.small, naming: saying)
    try expectRefused(["run", file, "--dry-run"], naming: saying)
    let experiment = try home.file(
      "strange/e.toml",
      """
      baseline = "a"
      seeds = 1
      preset = "frozenlake-lm"
      [set]
      steps = 1
      policy = { backend = "openai", model = "", url = "\(server.url)" }
      openai = { key_variable = "A_KEY" }
      [arms.a]
      """)
    try expectRefused(["experiment", experiment, "--out=\(home.url.path)/e"], naming: saying)
    let run = try RecordedRun(in: home)
    #expect(try program(run.beginning(["--threads=1"])).code == 0)
    let path = run.path + "/run.toml"
    let toml = try String(contentsOfFile: path, encoding: .utf8)
    // The key that was written becomes that of the server.
    let changed = toml.replacing("reflector = \"self\"", with: "reflector = \"external\"")
      .replacing(/\[reflector\]\nbackend = .*\nmodel = .*\nurl = .*/) { _ in
        "[reflector]\nbackend = \"openai\"\nmodel = \"stub\"\nurl = \"\(server.url)\""
      }
    try #require(changed.contains(server.url), "\(toml)")
    try Data(changed.utf8).write(to: URL(fileURLWithPath: path))
    let reflector = "'--reflector=openai:\(server.url)'"
    try expectRefused(["branch", run.path, "--episode=1"], naming: reflector)
    try expectRefused(["resume", run.path, "--steps=6", "--headless"], naming: reflector)
    try expectRefused(["evaluate", run.path], naming: reflector)
    #expect(server.requests.isEmpty)
  }

  @Test func `a key that one server was given is not another's`() throws {
    let (one, other) = (try StubServer { _ in [.reset] }, try StubServer { _ in [.reset] })
    defer {
      one.stop()
      other.stop()
    }
    func dry(_ server: StubServer, _ more: [String]) throws -> Program {
      try program(
        ["run", "frozenlake-lm", "--policy=openai:\(server.url)", "--model=m", "--dry-run"] + more)
    }
    // Both servers are known, and the key is known for the first.
    #expect(try dry(one, ["--set=openai.key_variable=A_KEY"]).code == 0)
    #expect(try dry(other, []).code == 0)
    let file = try home.file(
      "strange/s.toml",
      "preset = \"frozenlake-lm\"\n[policy]\nbackend = \"openai\"\nmodel = \"m\"\n"
        + "url = \"\(other.url)\"\n[openai]\nkey_variable = \"A_KEY\"\n")
    try expectRefused(
      ["run", file] + Self.small, naming: "'--set=openai.key_variable=A_KEY'")
    #expect(other.requests.isEmpty)
  }
}
