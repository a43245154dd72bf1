import Foundation
import RunLog
import Testing

/// Logs that come through pipes, and files that are none.
@Suite struct StreamTests {
  private let folder: TemporaryFolder
  private let log: String

  init() throws {
    folder = try TemporaryFolder()
    log = SampleRuns.path("frozenlake-erl") + "/events.jsonl"
  }

  private func pipe(_ name: String) throws -> String {
    let path = folder.url.appendingPathComponent(name).path
    try #require(mkfifo(path, 0o600) == 0)
    return path
  }

  /// Runs the program on a named pipe into which a shell writes.
  private func run(_ words: [String], on script: String) throws -> Program {
    let path = try pipe("events")
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "(\(script)) >'\(path)'"]
    try Signals.unblocked { try shell.run() }
    defer { shell.terminate() }
    return try Program(words.map { $0 == "PIPE" ? path : $0 })
  }

  @Test(arguments: [
    ["report", "PIPE"], ["export", "PIPE", "--what", "evaluations"],
    ["open", "PIPE", "--once", "--size", "80x24"],
  ])
  func `a pipe is read to its end, however late that comes`(words: [String]) throws {
    let half = "head -c 400000 '\(log)'; sleep 0.3; tail -c +400001 '\(log)'"
    let piped = try run(words, on: "sleep 0.3; \(half)")
    let copy = try folder.file("copy/events", try String(contentsOfFile: log, encoding: .utf8))
    let whole = try Program(words.map { $0 == "PIPE" ? copy : $0 })
    #expect(piped.code == 0, "\(piped.errors)")
    #expect(piped.output == whole.output)
  }

  @Test func `a log that is sent twice is counted once, and that is said`() throws {
    let text = try String(contentsOfFile: log, encoding: .utf8)
    let once = try Program(["report", "-"], input: text)
    let twice = try Program(["report", "-"], input: text + text)
    #expect(twice.output.contains("a run begins in it 2 times, and the last counts"))
    let figures = { (program: Program) in
      program.lines.filter { !$0.contains("begins in it") }.map {
        $0.split(separator: " ").joined(separator: " ")
      }
    }
    #expect(figures(once) == figures(twice))
    let exported = try Program(["export", "-", "--what", "episodes"], input: text + text)
    #expect(
      exported.lines.count == (try Program(["export", log, "--what", "episodes"])).lines.count)
  }

  @Test(arguments: [
    ["open", "RUN", "--once"], ["report", "RUN"], ["resume", "RUN", "--headless"],
  ])
  func `a pipe where a run has a file is refused at once`(words: [String]) throws {
    for name in ["events.jsonl", "run.toml"] {
      let run = try folder.file("\(name)-run/keep", "")
      let path = (run as NSString).deletingLastPathComponent
      let other = name == "run.toml" ? "events.jsonl" : "run.toml"
      try FileManager.default.copyItem(
        atPath: SampleRuns.path("frozenlake-erl") + "/" + other, toPath: path + "/" + other)
      try #require(mkfifo(path + "/" + name, 0o600) == 0)
      let program = try Program(words.map { $0 == "RUN" ? path : $0 })
      // A run can be looked at without its configuration, and not go on.
      guard name == "events.jsonl" || words[0] == "resume" else {
        #expect(program.code == 0)
        continue
      }
      #expect(program.code == 1)
      #expect(program.errors.contains("\(name)' is a pipe"), "\(program.errors)")
    }
  }

  @Test func `folders of any name are read and named, one of no UTF-8 among them`() throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = [
      "-c",
      """
      for name in "$(printf 'bad\\377')" 'tra$(il)"q' ./-dash "$(printf 'new\\nline')"; do
        mkdir "$name" && cp '\(log)' "$name/events.jsonl"
      done
      exec '\(try RunningProgram.executable.path)' export --what evaluations ./*
      """,
    ]
    shell.currentDirectoryURL = folder.url
    let output = Pipe()
    shell.standardOutput = output
    try Signals.unblocked { try shell.run() }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    for name in ["bad\u{FFFD}", "tra$(il)", "-dash", "new"] {
      #expect(text.contains(name), "\(name)")
    }
  }

  @Test func `a signal ends what waits for a file before anything is begun`() throws {
    let path = try pipe("tasks.jsonl")
    let program = try RunningProgram([
      "run", "frozenlake", "--set=frozenlake.tasks=\(path)", "--headless",
    ])
    program.wait(atMost: 1) { false }
    program.send(SIGTERM)
    #expect(program.wait() == 128 + SIGTERM)
  }

  @Test func `rows that cannot be played are told of in the log, the report and on the screen`()
    throws
  {
    let good = (1...9).map { number in
      let row = String(repeating: "F", count: number)
      return "{\"map\": [\"S\(row)\", \"\(row)G\"]}"
    }
    let bad = ["{\"map\": [\"SFG\", \"FFG\"]}", "{\"map\": [\"SFG\", \"FFG\"]}", "oops"]
    let tasks = try folder.file("tasks.jsonl", (good + bad).joined(separator: "\n"))
    let run = folder.url.appendingPathComponent("run").path
    let program = try Program([
      "run", "frozenlake", "--set=frozenlake.tasks=\(tasks)", "--steps=1", "--threads=1",
      "--set=prompts_per_step=1", "--set=evaluation.every=0", "--headless", "--out=\(run)",
    ])
    #expect(program.code == 0, "\(program.errors)")
    // Nine squares wide at most, so the row of ten is not the model's to read.
    let reasons = [
      "lines 10, 11: The map has 2 goals", "line 12: The row is no JSON", "line 9: The map",
    ]
    for reason in reasons { #expect(program.errors.contains("refused \(reason)"), "\(reason)") }
    #expect(program.errors.contains("8 tasks of tasks.jsonl, 1 held out of training, 4 refused"))
    let log = try String(contentsOfFile: run + "/events.jsonl", encoding: .utf8)
    #expect(log.contains(#""task_files":[{"file":"#) && log.contains("lines 10, 11"))
    let report = try Program(["report", run]).output
    #expect(report.contains("lines 10, 11: The map has 2 goals"), "\(report)")
    let screen = try Program(["open", run, "--once", "--view=diagnostics", "--size=160x45"]).output
    #expect(screen.contains("4 of 12 tasks of tasks.jsonl are refused"), "\(screen)")
  }
}
