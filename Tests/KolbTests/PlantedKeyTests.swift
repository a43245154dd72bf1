import Foundation
import StubServer
import Synchronization
import Testing

/// Keys that are planted and then looked for in everything that a run leaves, says and shows, with
/// a server that repeats what it was sent wherever it can.
@Suite(
  .enabled(if: Thorough.isAsked, "\(Thorough.reason)"), .serialized, .timeLimit(.minutes(15)))
struct `A planted key` {
  /// Where a key is found.
  enum Origin: String, CaseIterable { case variable, file, header }

  private static let secret = "sk-planted/\"0123456789\\abcdef"
  /// What is looked for: also what escapes of JSON and of addresses leave as it is.
  private static let traces = ["planted", "0123456789", "cGxhbnRlZ"]

  private let home: TemporaryFolder
  private let server: StubServer

  init() throws {
    home = try TemporaryFolder()
    let counter = Counter()
    server = try StubServer { Self.answer($0, number: counter.next()) }
  }

  private final class Counter: Sendable {
    private let value = Mutex(0)
    func next() -> Int {
      value.withLock { value in
        value += 1
        return value
      }
    }
  }

  /// Says what it was sent in every way that a server has: words, reasons, types, garbage.
  private static func answer(_ request: StubServer.Request, number: Int) -> [StubServer.Step] {
    let sent = (request.headers["authorization"] ?? "") + " " + (request.headers["x-team"] ?? "")
    let escaped = sent.replacingOccurrences(of: "\\", with: "\\\\")
      .replacingOccurrences(of: "\"", with: "\\\"")
    guard request.method == "POST" else {
      return .reply(#"{"object":"list","data":[{"id":"stub"},{"id":"of \#(escaped)"}]}"#)
    }
    let usage = #"{"prompt_tokens":9,"completion_tokens":4}"#
    switch number % 9 {
    case 1: return failing("500 Oops", #"{"error":{"message":"no \#(escaped)"}}"#)
    case 3: return failing("429 Busy", #"{"detail":"too much of \#(escaped)"}"#)
    case 5: return failing("200 OK", "{\"choices\": \(sent)")
    case 7: return failing("200 OK", "<html>\(sent)</html>", type: "text/html; x=\(sent)")
    default: break
    }
    if request.text.contains(#""stream":true"#) {
      // Cut in the middle of the key.
      let pieces = [
        "<prompt>C is deadly. ", String(escaped.prefix(16)), String(escaped.dropFirst(16)),
        " B is the goal.</prompt>",
      ]
      let events = pieces.map { piece in
        #"data: {"model":"\#(escaped)","choices":[{"delta":{"content":"\#(piece)"}}]}"# + "\n\n"
      }
      let end = #"data: {"choices":[{"delta":{},"finish_reason":"stop"}],"usage":\#(usage)}"#
      return failing(
        "200 OK", events.joined() + end + "\n\ndata: [DONE]\n\n", type: "text/event-stream")
    }
    return .reply(
      #"{"model":"stub \#(escaped)","choices":[{"finish_reason":"stop","message":{"content":"#
        + #""<action>Up</action> \#(escaped)"}}],"usage":\#(usage)}"#)
  }

  private static func failing(
    _ status: String, _ body: String, type: String = "application/json"
  ) -> [StubServer.Step] {
    [
      .send(Array("HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nConnection: close\r\n".utf8)),
      .send(Array("Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)),
    ]
  }

  private func environment(_ origin: Origin) -> [String: String] {
    var environment = [
      "HOME": home.url.path, "XDG_STATE_HOME": home.url.path + "/state",
      "XDG_CACHE_HOME": home.url.path + "/cache", "XDG_CONFIG_HOME": home.url.path + "/config",
      "TMPDIR": home.url.path,
    ]
    if origin != .file { environment["PLANTED_VARIABLE"] = Self.secret }
    return environment
  }

  /// The settings by which it is found; the file of keys lies outside of what is searched.
  private func settings(_ origin: Origin, _ keys: TemporaryFolder) throws -> [String] {
    switch origin {
    case .variable: return ["--set=openai.key_variable=PLANTED_VARIABLE"]
    case .header: return ["--set=openai.headers=X-Team=PLANTED_VARIABLE"]
    case .file:
      let path = try keys.file("keys", "127.0.0.1 \(Self.secret)\n")
      try #require(chmod(path, 0o600) == 0)
      return ["--set=openai.key_file=\(path)"]
    }
  }

  private func expectNone(
    _ text: String, _ what: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for trace in Self.traces where text.contains(trace) {
      let place = text.range(of: trace).map { text[..<$0.lowerBound].suffix(120) } ?? ""
      Issue.record("the key is in \(what): …\(place)", sourceLocation: sourceLocation)
    }
  }

  private func expectNoneInFiles(sourceLocation: SourceLocation = #_sourceLocation) {
    let found = FileManager.default.enumerator(atPath: home.url.path)
    var count = 0
    while let name = found?.nextObject() as? String {
      #expect(!name.hasPrefix("core"), "\(name)", sourceLocation: sourceLocation)
      guard let data = FileManager.default.contents(atPath: home.url.path + "/" + name) else {
        continue
      }
      count += 1
      expectNone(name, "a file's name", sourceLocation: sourceLocation)
      for trace in Self.traces {
        #expect(
          data.range(of: Data(trace.utf8)) == nil, "the key is in \(name)",
          sourceLocation: sourceLocation)
      }
    }
    #expect(count > 2, sourceLocation: sourceLocation)
  }

  private static let small = [
    "--model=stub", "--set=prompts_per_step=1", "--set=erl.group_size=2",
    "--set=evaluation.episodes=2", "--set=frozenlake.budget=2", "--set=frozenlake.distance=[1,2]",
    "--set=openai.at_once=1", "--set=openai.failures=3", "--headless",
  ]

  /// What a command says that may not take for ever, whatever its server does.
  private func said(
    _ words: [String], _ origin: Origin, seconds: Double = 90,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> (code: Int32, text: String) {
    let program = try RunningProgram(words, environment: environment(origin), in: home)
    let ended = program.wait(atMost: seconds) { !program.isRunning }
    if !ended { program.send(SIGKILL) }
    let code = program.wait()
    #expect(ended, "\(words[0]) does not end: \(program.errors)", sourceLocation: sourceLocation)
    return (code, program.output + program.errors)
  }

  @Test(arguments: Origin.allCases)
  func `is nowhere in what a run leaves, says, shows and reports`(origin: Origin) throws {
    defer { server.stop() }
    let keys = try TemporaryFolder()
    let run = home.url.path + "/run"
    let words = ["run", "frozenlake-lm", "--policy=openai:\(server.url)", "--out=\(run)"]
    let trained = try said(
      words + Self.small + ["--steps=2"] + settings(origin, keys), origin, seconds: 150)
    #expect(trained.code == 0, "\(trained.text)")
    #expect(server.requests.contains { $0.headers.values.contains { $0.contains(Self.secret) } })
    expectNone(trained.text, "what the run says")
    for view in ["overview", "episodes", "reflections", "memory", "log", "diagnostics"] {
      let screen = try said(["open", run, "--once", "--view=\(view)", "--size=160x60"], origin)
      expectNone(screen.text, "the view \(view)")
    }
    for words in [
      ["report", run], ["report", run, "--format=json"], ["export", run, "--what=episodes"],
      ["export", run, "--what=pairs"], ["resume", run, "--headless", "--steps=3"],
    ] {
      expectNone(try said(words, origin).text, "\(words)")
    }
    expectNoneInFiles()
  }

  @Test(arguments: Origin.allCases)
  func `is nowhere in a process's title, its crash, or an image of its memory`(
    origin: Origin
  ) throws {
    defer { server.stop() }
    let keys = try TemporaryFolder()
    let run = home.url.path + "/run"
    var environment = self.environment(origin)
    environment["SWIFT_BACKTRACE"] =
      "enable=yes,interactive=no,color=no,symbolicate=off,threads=all,registers=all,timeout=20s"
    let words = ["run", "frozenlake-lm", "--policy=openai:\(server.url)", "--out=\(run)"]
    let program = try RunningProgram(
      words + Self.small + ["--steps=400"] + settings(origin, keys), environment: environment,
      in: home)
    let begun = RecordedRun(at: run, in: home)
    try #require(program.wait(atMost: 60) { begun.logSize > 2000 }, "\(program.errors)")
    let process = try #require(begun.lock.split(separator: " ").first)
    for name in ["cmdline", "comm", "limits"] {
      let text = try String(contentsOfFile: "/proc/\(process)/\(name)", encoding: .utf8)
      expectNone(text, "/proc/PID/\(name)")
      if name == "limits" {
        let core = text.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
        #expect(core?.split(separator: " ").dropFirst(4).first == "0", "\(core ?? "")")
      }
    }
    // The runtime tells of a crash and lets the program run into it again; one that was sent from
    // outside does not come again.
    program.send(SIGABRT)
    #expect(
      program.wait(atMost: 60) {
        !program.isRunning || program.errors.contains("Images") || program.errors.contains("took")
      })
    program.send(SIGKILL)
    _ = program.wait()
    #expect(program.errors.contains("Program crashed"))
    expectNone(program.errors + program.output, "what the crash says")
    expectNoneInFiles()
  }

  @Test(arguments: Origin.allCases)
  func `is nowhere in what is said of a server that refuses it`(origin: Origin) throws {
    defer { server.stop() }
    let keys = try TemporaryFolder()
    let angry = try StubServer { request in
      let sent =
        (request.headers["authorization"] ?? "") + " " + (request.headers["x-team"] ?? "")
      return Self.failing("401 Unauthorized", #"{"error":"Incorrect API key: "# + sent + "\"}")
    }
    defer { angry.stop() }
    let words = ["run", "frozenlake-lm", "--policy=openai:\(angry.url)"]
    let refused = try said(
      words + Self.small + settings(origin, keys) + ["--steps=2", "--out=\(home.url.path)/run"],
      origin)
    #expect(refused.code != 0 && !refused.text.isEmpty)
    expectNone(refused.text, "the refusal")
    guard origin != .header else { return }
    let options = try settings(origin, keys).map {
      $0.replacing("--set=openai.key_variable", with: "--key-variable")
        .replacing("--set=openai.key_file", with: "--key-file")
    }
    let doctor = try said(["doctor", server.url, "--model=stub"] + options, origin)
    expectNone(doctor.text, "the doctor")
  }
}
