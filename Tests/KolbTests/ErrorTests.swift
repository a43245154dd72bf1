import Foundation
import Testing

/// Every error says what is wrong, where, and what to do; the exit code whether it was typed.
@Suite struct ErrorTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Runs the program where it can do no harm; it must fail with these words and print nothing.
  private func expect(
    _ arguments: [String], code: Int32, words: String, input: String = "",
    environment: [String: String] = [:], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let program = try Program(arguments, input: input, environment: environment, in: folder)
    #expect(program.code == code, "\(program.errors)", sourceLocation: sourceLocation)
    #expect(
      program.errors.hasPrefix("error: \(words)"), "\(program.errors)",
      sourceLocation: sourceLocation)
    #expect(program.output.isEmpty, sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    (["run", "frozenlak"], "there is no preset 'frozenlak'. Did you mean 'frozenlake'?"),
    (["frob"], "there is no preset 'frob'."),
    (["opn"], "there is no command and no preset 'opn'. Did you mean 'kolb open'?"),
    (["reprot"], "there is no command and no preset 'reprot'. Did you mean 'kolb report'?"),
    (["run", "--set=erl.memry=none"], "--set erl.memry=none: unknown key 'erl.memry'. Did you"),
    (["run", "--set=erl.memory=nune"], "--set erl.memory=nune: unknown value 'nune' for"),
    (["run", "--set=steps"], "--set steps: 'steps' sets nothing. Write KEY=VALUE"),
    (["run", "--set=steps=0"], "--set steps=0: 'steps' is 0. It takes a whole number from 1"),
    (["run", "--seed", "-4"], "--set seed=-4: 'seed' is -4. It takes a whole number"),
    (["run", "--seed", "x"], "The value 'x' is invalid for '--seed <seed>'"),
    (["run", "--out", ""], "--out needs the name of a folder."),
    (["run", "--headless", "--set=environment=foo"], "There is no environment 'foo'. Use 'frozen"),
    (["run", "--headless", "--set=policy.base=foo"], "There is no base model 'foo'. Use"),
    (
      ["run", "--headless", "--set=policy.backend=foo"],
      "There is no backend 'foo'. 'kolb list policies'"
    ),
    (
      ["run", "--headless", "--set=frozenlake.distance=80"],
      "frozenlake.distance goes up to 80, but an attempt has only 8 moves. Lower it or raise"
    ),
    (
      ["run", "frozenlake", "--headless", "--environment=sokoban"],
      "The preset's model reads the words of 'frozenlake' alone, and 'sokoban' has others. Write kolb "
        + "run sokoban, or name a model with --model."
    ),
    (["run", "--headless", "--set=environment=hotpotqa"], "The preset's model reads the words"),
    (["resume"], "Missing expected argument '<run>'"),
    (["pretrain", "foo"], "There is no recipe 'foo'. Use one of"),
  ])
  func `what was typed wrongly ends with 2`(arguments: [String], words: String) throws {
    try expect(arguments, code: 2, words: words)
    #expect(!FileManager.default.fileExists(atPath: folder.url.path + "/runs"))
  }

  @Test func `a configuration is told by file and line, with all that is wrong`() throws {
    let file = try folder.file(
      "lake.toml", "environment = \"frozenlake\"\n[erl]\ngroup_sise = 4\nmemory = \"bnk\"\n")
    let program = try Program(["run", file, "--headless"])
    #expect(program.code == 2)
    #expect(program.errors.contains("lake.toml:3: unknown key 'group_sise'. Did you mean 'group_"))
    #expect(program.errors.contains("lake.toml:4: unknown value 'bnk'"))
    #expect(program.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("error: ") })
  }

  @Test(arguments: [
    ("missing.toml", "there is no file 'missing.toml'."),
    ("binary.toml", "'binary.toml' is not a text in UTF-8"),
    ("folder.toml", "'folder.toml' cannot be read: Is a directory."),
  ])
  func `a configuration that cannot be read is a failure`(name: String, words: String) throws {
    _ = try folder.file("binary.toml", "\u{0}\u{1}")
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("folder.toml"), withIntermediateDirectories: false)
    try expect(["run", name, "--headless"], code: 1, words: words)
  }

  @Test func `a folder that cannot become a run is a failure`() throws {
    _ = try folder.file("note", "mine")
    try expect(
      ["run", "--headless", "--out=."], code: 1, words: "'.' holds files that belong to no run.")
    try expect(
      ["run", "--headless", "--out=note"], code: 1,
      words: "'note' holds files that belong to no run.")
    try expect(
      ["run", "--headless", "--out=/proc/kolb/run"], code: 1,
      words: "'/proc/kolb' cannot be made: No such file or directory. Name another folder")
  }

  @Test func `what is no run is told apart`() throws {
    let files: [(String, Data, String)] = [
      ("empty", Data(), "'empty' is empty: nothing has been written to it yet."),
      ("picture.png", Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]), "'picture.png' is no log"),
      ("garbage", Data((0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 37) }), "'garbage' is no"),
      ("list.json", Data("[1, 2]\n".utf8), "'list.json' is no log of a run but a JSON list"),
    ]
    for (name, bytes, words) in files {
      try bytes.write(to: folder.url.appendingPathComponent(name))
      try expect(["open", name], code: 1, words: words)
      try expect(["open", name, "--once"], code: 1, words: words)
      try expect(
        ["resume", name], code: 1, words: "'\(name)' is a file. Name the folder of the run")
    }
    // What has numbers by names is somebody's metrics.
    for (name, text) in [("table.csv", "a,b\n1,2\n"), ("lines.jsonl", "{\"loss\": 1}\n")] {
      try Data(text.utf8).write(to: folder.url.appendingPathComponent(name))
      let shown = try Program(["open", name, "--once"], in: folder)
      #expect(shown.code == 0 && shown.output.contains("metrics log"))
    }
    try expect(["open", "nothing"], code: 1, words: "there is no run at 'nothing'.")
    try expect(["resume", "nothing"], code: 1, words: "there is no run at 'nothing'.")
    // A folder is looked into, so that it matters what is there.
    let bare = folder.url.appendingPathComponent("bare")
    try FileManager.default.createDirectory(at: bare, withIntermediateDirectories: false)
    try files[1].1.write(to: bare.appendingPathComponent(files[1].0))
    try expect(["open", "bare"], code: 1, words: "'bare' is no run")
  }

  @Test func `without a terminal there is no dashboard, and no run is begun`() throws {
    for environment in [["TERM": "xterm"], ["TERM": ""], ["TERM": "dumb"]] {
      try expect(
        ["run"], code: 1, words: "Standard output is no terminal", environment: environment)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.url.path + "/runs"))
  }

  @Test func `a picture of nothing that there is`() throws {
    let run = try RecordedRun.finished(["--threads=1", "--steps=1"])
    try expect(
      ["open", run.path, "--once", "--view=oveview"], code: 2,
      words: "There is no view 'oveview'. Did you mean 'overview'?")
    try expect(["open", run.path, "--once", "--size=0x0"], code: 2, words: "'0x0' is no size.")
    try expect(
      ["open", run.path, "--once", "--theme=kolb-drak"], code: 2,
      words: "There is no theme 'kolb-drak'. Did you mean 'kolb-dark'?")
    try expect(["open", run.path], code: 1, words: "Standard output is no terminal")
  }

  @Test func `a log that was cut anywhere is still shown, also from a pipe`() throws {
    let run = try RecordedRun.finished(["--threads=1", "--steps=1"])
    let log = try String(contentsOf: run.log, encoding: .utf8)
    for part in [1, 10, 100, log.count / 2, log.count - 1, log.count] {
      let cut = try folder.file("cut.jsonl", String(log.prefix(part)))
      let shown = try Program(["open", cut, "--once", "--size=80x24"])
      #expect(shown.code == 0, "\(part): \(shown.errors)")
      #expect(shown.output.contains("1 overview"))
    }
    let piped = try Program(["open", "-", "--once", "--size=80x24"], input: log)
    #expect(piped.output.contains("finished"), "\(piped.output)")
  }

  @Test func `progress never lands in a log whose number was free`() throws {
    let run = try RecordedRun()
    let kolb = try RunningProgram.executable.path
    let words = ([kolb] + run.beginning(["--threads=1", "--steps=1"])).joined(separator: " ")
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "\(words) 0<&- 1>&- 2>&-"]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    #expect(try run.events.allSatisfy { $0.hasPrefix(#"{"event":""#) })
    #expect(try run.count(of: "run_finished") == 1)
  }
}
