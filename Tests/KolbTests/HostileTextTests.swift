import Foundation
import RunLog
import StubServer
import SyntheticRuns
import Testing

/// What strangers write, through the program itself: nothing but printable text comes out.
@Suite(.enabled(if: Thorough.isAsked, "\(Thorough.reason)"), .timeLimit(.minutes(15)))
struct `Text by strangers` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let name = "=\u{301}1+\u{1B}]0;run\u{7}\u{202E},\"x|"

  /// A run in which every text is hostile, its name too.
  private func run() throws -> String {
    var log = HostileLog()
    let events = SyntheticRun(steps: 6, prompts: 3, finishes: true).events
    let lines = log.lines(of: events).map { $0 + [UInt8(ascii: "\n")] }
    let path = folder.url.path + "/" + Self.name
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    // Bytes that are no UTF-8, within a line and as one.
    let broken: [UInt8] =
      Array(#"{"event":"memory","step":1,"change":"stored","id":9,"episode":1,"text":""#.utf8)
      + [0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0x1B, 0x5B, 0x32, 0x4A] + Array(#"","why":""}"#.utf8)
      + [0x0A, 0xFE, 0x1B, 0x63, 0x0A]
    try Data(lines.flatMap { $0 } + broken).write(
      to: URL(fileURLWithPath: path + "/events.jsonl"))
    return path
  }

  private func expectPrintable(
    _ program: Program, _ words: String, tabs: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for text in [program.output, program.errors] {
      let fault = HostileText.fault(in: text, tabs: tabs)
      #expect(fault == nil, "\(words)", sourceLocation: sourceLocation)
    }
  }

  @Test func `every view prints it once as text, with and without colours`() throws {
    let run = try run()
    for view in [
      "overview", "episodes", "reflections", "memory", "diagnostics", "compare", "log",
      "transitions", "scalars",
    ] {
      let words = ["open", run, "--once", "--view", view, "--size=150x50"]
      let plain = try Program(words)
      #expect(plain.code == 0, "\(view): \(plain.errors)")
      expectPrintable(plain, view)
      let coloured = try Program(words + ["--color"])
      let text = coloured.output.replacing(/\u{1B}\[[0-9;]*m/, with: "")
      #expect(HostileText.fault(in: text) == nil, "\(view) in colours")
    }
  }

  @Test func `reports hold it as text, as Markdown and as JSON`() throws {
    let run = try run()
    for form in [[], ["--format", "markdown"], ["--format", "json"], ["--format", "svg"]] {
      let report = try Program(["report", run] + form)
      #expect(report.code == 0, "\(form): \(report.errors)")
      expectPrintable(report, "\(form)")
      if form.contains("json") {
        _ = try JSONSerialization.jsonObject(with: Data(report.output.utf8))
      }
      if form.contains("markdown") {
        for sign in ["<script", "](java", "<b>"] {
          #expect(!report.output.contains(sign), "\(sign)")
        }
        let tables = report.lines.filter { $0.hasPrefix("| ") }
        for line in tables { #expect(line.hasSuffix(" |"), "\(line)") }
      }
    }
  }

  @Test func `arms of an experiment may have any names`() throws {
    let run = try run()
    let arms = HostileText.classes.map { String($0.text.prefix(60)) }.filter { text in
      !text.isEmpty && text.utf8.count < 200 && !text.contains("/") && !text.contains("\0")
    }
    for (index, arm) in arms.enumerated() {
      let place = folder.url.path + "/experiment/runs/\(arm)\(index)/seed-1"
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: run + "/events.jsonl", toPath: place + "/events.jsonl")
    }
    let path = folder.url.path + "/experiment"
    for form in ["text", "markdown", "json", "svg"] {
      let report = try Program(["report", path, "--format", form])
      #expect(report.code == 0, "\(report.errors)")
      expectPrintable(report, form)
      #expect(!report.output.contains("<script"), "\(form)")
      for line in report.lines where form == "markdown" && line.hasPrefix("| ") {
        #expect(line.hasSuffix(" |"), "\(line)")
      }
    }
    let csv = try Program(["export", path, "--what", "metrics"])
    expectPrintable(csv, "metrics")
    let columns = HostileText.rows(of: csv.output).first?.count ?? 0
    #expect(HostileText.fault(inTable: csv.output, columns: columns) == nil)
    let screen = try Program(["open", path, "--once", "--size=150x60"])
    #expect(screen.code == 0, "\(screen.errors)")
    expectPrintable(screen, "compare")
  }

  @Test(arguments: ["curves", "episodes", "pairs", "metrics", "evaluations"])
  func `tables keep their cells, and no cell is a formula`(what: String) throws {
    let run = try run()
    let csv = try Program(["export", run, "--what", what])
    #expect(csv.code == 0, "\(csv.errors)")
    expectPrintable(csv, what)
    let columns = HostileText.rows(of: csv.output).first?.count ?? 0
    #expect(HostileText.fault(inTable: csv.output, columns: columns) == nil)
    let lines = try Program(["export", run, "--what", what, "--format", "jsonl"])
    expectPrintable(lines, "\(what) as JSON")
    for line in lines.lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    #expect(lines.lines.count + 1 == HostileText.rows(of: csv.output).count)
  }

  @Test func `names of metrics in logs of other trainers are cells and text`() throws {
    var metrics = ""
    for step in 1...3 {
      var object: [String: Any] = ["step": step]
      for (index, hostile) in HostileText.classes.enumerated() where !hostile.text.isEmpty {
        object[String(hostile.text.prefix(400))] = Double(index) / Double(step)
      }
      let line = try JSONSerialization.data(withJSONObject: object)
      metrics += String(decoding: line, as: UTF8.self) + "\n"
    }
    let path = try folder.file("metrics.jsonl", metrics)
    let screen = try Program(["open", path, "--once", "--view=scalars", "--size=150x60"])
    #expect(screen.code == 0, "\(screen.errors)")
    expectPrintable(screen, "scalars")
    let csv = try Program(["export", path, "--what", "curves"])
    expectPrintable(csv, "curves")
    let columns = HostileText.rows(of: csv.output).first?.count ?? 0
    #expect(HostileText.fault(inTable: csv.output, columns: columns) == nil)
    #expect(csv.lines.count > 20, "\(csv.output.prefix(500))")
    let imported = try Program(["import", path, "--out", folder.url.path + "/imported"])
    expectPrintable(imported, "import")
  }

  @Test func `errors repeat what was typed, named or read without its power`() throws {
    let run = try run()
    for hostile in HostileText.classes where !hostile.text.contains("\0") && hostile.text != "" {
      let text = String(hostile.text.prefix(300))
      for words in [
        ["run", text], ["run", "frozenlake", "--set=\(text)"], ["open", text, "--once"],
        ["run", "frozenlake", "--headless", "--set=frozenlake.tasks=/\(text)"],
        ["open", run, "--once", "--view=\(text)"], [text],
      ] {
        let program = try Program(words, in: folder)
        expectPrintable(program, "\(hostile.name), \(words[0])")
      }
    }
  }

  @Test func `files of settings, tasks and themes are told of without it`() throws {
    for (index, hostile) in HostileText.classes.enumerated() {
      let quoted = String(
        decoding: try JSONSerialization.data(
          withJSONObject: hostile.text, options: .fragmentsAllowed), as: UTF8.self)
      let toml = try folder.file(
        "\(index).toml",
        "steps = 1\n\(quoted) = 1\n[erl]\nmemory = \(quoted)\n\(hostile.text)\n")
      expectPrintable(try Program(["run", toml, "--headless"], in: folder), hostile.name)
      let tasks = try folder.file(
        "\(index).jsonl",
        "{\"id\":\(quoted),\"map\":[\(quoted)],\(quoted):1}\n\(hostile.text)\n[\(quoted)]\n")
      expectPrintable(
        try Program(
          ["run", "frozenlake", "--headless", "--set=frozenlake.tasks=\(tasks)"], in: folder),
        hostile.name)
      let theme = try folder.file("\(index).theme", "text = \(hostile.text)\n\(hostile.text) = red")
      expectPrintable(
        try Program(["open", SampleRuns.path("experiment-short"), "--once", "--theme=\(theme)"]),
        hostile.name)
    }
  }

  @Test func `tasks of a file are played by hand and by script without it`() throws {
    for hostile in HostileText.classes {
      let quoted = String(
        decoding: try JSONSerialization.data(
          withJSONObject: hostile.text, options: .fragmentsAllowed), as: UTF8.self)
      let lake = try folder.file(
        "lake.jsonl",
        "{\"id\":\(quoted),\"map\":[\"SF\",\"FG\"],\"actions\":[\"right\",\(quoted)]}\n")
      let questions = try folder.file(
        "questions.jsonl",
        "{\"id\":\(quoted),\"question\":\(quoted),\"answer\":\(quoted),"
          + "\"context\":[[\(quoted),[\(quoted)]],[\"Kara\",[\(quoted)]]]}\n")
      for words in [
        ["frozenlake", "--tasks", lake, "--true"], ["frozenlake", "--tasks", lake, "--scripted"],
        ["frozenlake", "--tasks", lake, "--wording", "plain"], ["hotpotqa", "--tasks", questions],
      ] {
        let program = try Program(
          ["play"] + words, input: "l\nj\nsearch: Kara\nanswer: \(hostile.text)\nn\n", in: folder)
        expectPrintable(program, "\(words), \(hostile.name)")
      }
    }
  }

  @Test(.enabled(if: Terminal.isAvailable, "tmux is not installed"))
  func `a terminal gets none of it, not even from the last words about a run`() throws {
    let terminal = try Terminal(columns: 100, rows: 30, environment: ["THEIRS": try run()])
    try terminal.record(to: "bytes")
    try terminal.run("kolb open \"$THEIRS\"")
    try #require(terminal.shows("1 overview"), "\(terminal.screen)")
    for key in ["2", "3", "4", "7", "?", "Escape", "Enter", "y", "Escape"] {
      try terminal.press(key)
      usleep(100_000)
    }
    try terminal.run(":save")
    try terminal.press("q")
    #expect(terminal.waits { terminal.property("alternate_on") == "0" }, "\(terminal.screen)")
    try terminal.run("clear; kolb run --out \"$THEIRS/run\" --threads 1 --steps 4000")
    try #require(terminal.shows("1 overview"), "\(terminal.screen)")
    try terminal.press("q")
    #expect(terminal.shows("stay here"))
    try terminal.press("a")
    #expect(terminal.shows("Aborted"), "\(terminal.screen)")
    let bytes = terminal.text(of: "bytes")
    for sequence in ["]0;", "]2;", "]8;", "[2Jx", "\u{9B}", "\u{202E}", "P$q", "_Ga"] {
      let raw = sequence.unicodeScalars.first?.isASCII == true ? "\u{1B}\(sequence)" : sequence
      #expect(!bytes.contains(raw), "\(sequence.debugDescription)")
    }
  }

  @Test func `a line of 10 MB is shown, reported and exported`() throws {
    let long = String(repeating: "x\\u001b[2J \u{202E}", count: 900_000)
    let event =
      #"{"event":"reflection","step":1,"episode":1,"id":1,"saw":"","text":"\#(long)","advice":"","#
      + #""parsed":false,"tokens":2,"logprob":-1,"author":"self"}"#
    let path = try folder.file("long/events.jsonl", event + "\n" + event + "\n")
    for words in [
      ["open", path, "--once"], ["open", path, "--once", "--view=reflections"],
      ["report", path], ["export", path, "--what=pairs"],
    ] {
      let program = try Program(words)
      #expect(program.code == 0, "\(program.errors.prefix(300))")
      expectPrintable(program, "\(words)")
    }
  }

  @Test func `what a server answers and says of itself is text`() throws {
    let texts = HostileText.classes.map { String($0.text.prefix(2000)) }
    let server = try StubServer { request in
      guard request.method == "POST" else {
        return .reply(#"{"object":"list","data":[{"id":"stub"}]}"#)
      }
      let text = texts[request.body.count % texts.count]
      let data = try? JSONSerialization.data(withJSONObject: text, options: .fragmentsAllowed)
      let quoted = String(decoding: data ?? Data(), as: UTF8.self)
      let usage = #"{"prompt_tokens":9,"completion_tokens":4}"#
      return .reply(
        #"{"model":\#(quoted),"choices":[{"finish_reason":"stop","#
          + #""message":{"content":\#(quoted)}}],"usage":\#(usage)}"#)
    }
    defer { server.stop() }
    let path = folder.url.path + "/served"
    let environment = ["XDG_STATE_HOME": folder.url.path + "/state"]
    let run = try Program(
      [
        "run", "frozenlake-lm", "--policy=openai:\(server.url)", "--model=stub", "--out=\(path)",
        "--set=prompts_per_step=1", "--set=erl.group_size=2", "--set=evaluation.episodes=2",
        "--set=frozenlake.budget=3", "--set=frozenlake.distance=[1,3]", "--steps=4", "--headless",
      ], environment: environment)
    #expect(run.code == 0, "\(run.errors)")
    expectPrintable(run, "run")
    let log = try Data(contentsOf: URL(fileURLWithPath: path + "/events.jsonl"))
    #expect(log.allSatisfy { $0 == 0x0A || $0 >= 0x20 && $0 != 0x7F })
    for view in ["overview", "episodes", "reflections", "memory", "log"] {
      let screen = try Program(["open", path, "--once", "--view=\(view)"])
      expectPrintable(screen, view)
    }
    for status in ["401 Unauthorized", "429 Too Many Requests", "500 Oops", "200 OK"] {
      let angry = try StubServer { request in
        let body = texts[request.body.count % texts.count] + texts[6]
        return [
          .send(Array("HTTP/1.1 \(status)\r\nContent-Type: text/\u{1B}[2Jx\r\n".utf8)),
          .send(Array("Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)),
        ]
      }
      defer { angry.stop() }
      let program = try RunningProgram(
        ["doctor", angry.url, "--model=stub"], environment: environment)
      program.wait(atMost: 40) { false }
      program.send(SIGKILL)
      program.wait()
      #expect(HostileText.fault(in: program.output) == nil, "doctor, \(status)")
      #expect(HostileText.fault(in: program.errors) == nil, "doctor, \(status)")
    }
  }
}
