import Foundation
import RunLog
import RunModel
import StubServer
import SyntheticRuns
import Testing

/// Logs whose numbers are at the ends of what there is: read, refused, but nothing crashes.
@Suite(.enabled(if: Thorough.isAsked, "\(Thorough.reason)"), .timeLimit(.minutes(15)))
struct `Numbers by strangers` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [
    (Int.max, 1e308), (Int.min, -1e308), (0, 0), (-1, -1), (1 << 53, 1e-300), (1, 1e18),
    (Int.max - 1, 9.3e18),
  ])
  func `of a log are shown, reported and exported`(whole: Int, real: Double) throws {
    let events = SyntheticRun(steps: 4, prompts: 2, finishes: true).events
    // All of them at once, and one kind of event at a time.
    let kinds = Set(events.map { Self.kind($0) }).sorted()
    for kind in [String?.none] + kinds.map({ Optional($0) }) {
      let lines = events.map { event in
        kind == nil || Self.kind(event) == kind
          ? HostileLog.lines(of: [event], whole: whole, real: real)[0] : EventLine.encode(event)
      }
      let text = lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
      let path = try folder.file("events.jsonl", text + "\n")
      var commands = [["report", path], ["report", path, "--format=json"]]
      if kind == nil {
        for view in ["overview", "episodes", "reflections", "diagnostics", "compare", "log"] {
          commands.append(["open", path, "--once", "--view=\(view)"])
        }
        commands.append(["report", path, "--format=svg"])
        commands += ["curves", "metrics", "pairs"].map { ["export", path, "--what=\($0)"] }
      }
      for words in commands {
        let program = try Program(words)
        #expect(
          (0...2).contains(program.code),
          "\(kind ?? "all"), \(words.dropFirst(2)), \(program.code): \(program.errors.prefix(400))")
      }
    }
  }

  @Test(arguments: ["9223372036854775807", "-1", "1e308", "1e999", "NaN", "\"many\"", "null"])
  func `of a server that lies about its tokens end no run`(count: String) throws {
    let server = try StubServer { request in
      let usage = #"{"prompt_tokens":\#(count),"completion_tokens":\#(count)}"#
      return .reply(
        request.method == "POST"
          ? #"{"model":"stub","choices":[{"finish_reason":"stop","#
            + #""message":{"content":"<action>Up</action>"}}],"usage":\#(usage)}"#
          : #"{"object":"list","data":[{"id":"stub","max_model_len":\#(count)}]}"#)
    }
    defer { server.stop() }
    let program = try RunningProgram(
      [
        "run", "frozenlake-lm", "--policy=openai:\(server.url)", "--model=stub", "--headless",
        "--out=\(folder.url.path)/run", "--set=prompts_per_step=1", "--set=erl.group_size=2",
        "--set=evaluation.episodes=2", "--set=frozenlake.budget=2",
        "--set=frozenlake.distance=[1,2]",
        "--steps=1", "--set=openai.failures=2",
      ], environment: ["XDG_STATE_HOME": folder.url.path + "/state"])
    let ended = program.wait(atMost: 60) {
      !program.isRunning || program.errors.contains("unreach")
    }
    let isWaiting = program.isRunning
    if isWaiting { program.send(SIGINT) }
    let code = program.wait()
    // What is no JSON is a server that fails, for which a run waits.
    #expect(ended && (isWaiting ? code == 130 : code == 0), "\(code): \(program.errors)")
  }

  private static func kind(_ event: LoggedEvent) -> String {
    let line = String(decoding: EventLine.encode(event), as: UTF8.self)
    return line.split(separator: "\"").dropFirst(3).first.map(String.init) ?? ""
  }
}
