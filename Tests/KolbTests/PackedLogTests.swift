import Foundation
import Testing

/// Logs that were packed by the usual programs.
@Suite struct `Packed logs` {
  private let folder: TemporaryFolder
  /// Where the program may put what it unpacks.
  private let temporary: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    temporary = try TemporaryFolder()
  }

  private static let programs = ["gzip", "zstd", "xz", "bzip2"]

  private static func hasProgram(_ name: String) -> Bool {
    let places = ["/usr/bin", "/bin", "/usr/local/bin"]
    return places.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
  }

  private func kolb(_ arguments: String...) throws -> Program {
    try Program(arguments, environment: ["TMPDIR": temporary.url.path])
  }

  /// Two steps of verl's dumps with the numbers of its file logger.
  private func dumps(_ name: String) throws -> String {
    for step in 1...2 {
      let samples = (0..<4).map {
        #"{"input": "2+\#($0 / 2)?", "output": "\#($0)", "gts": "4", "score": \#($0 % 2), "step": \#(step)}"#
      }
      _ = try folder.file("\(name)/dumps/\(step).jsonl", samples.joined(separator: "\n") + "\n")
    }
    let numbers = #"{"step": 1, "data": {"actor/loss": 0.25}}"# + "\n"
    _ = try folder.file("\(name)/dumps/metrics.jsonl", numbers)
    return folder.url.appending(path: "\(name)/dumps").path
  }

  private func pack(_ path: String, by program: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program, "-q", path]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    // zstd leaves the file that it packed.
    try? FileManager.default.removeItem(atPath: path)
  }

  private func isLeftClean() throws -> Bool {
    try FileManager.default.contentsOfDirectory(atPath: temporary.url.path).isEmpty
  }

  @Test(arguments: programs.filter(hasProgram))
  func `are read as those that they were made of`(program: String) throws {
    let plain = try dumps("plain")
    let packed = try dumps(program)
    for name in ["1.jsonl", "metrics.jsonl"] { try pack("\(packed)/\(name)", by: program) }
    for table in ["episodes", "curves"] {
      let wanted = try kolb("export", plain, "--what", table)
      let found = try kolb("export", packed, "--what", table)
      #expect(wanted.lines.count > 1)
      #expect(found.output == wanted.output, "\(found.errors)")
    }
    #expect(try isLeftClean())
  }

  @Test(.enabled(if: hasProgram("gzip"), "there is no gzip"))
  func `are joined where they are named one by one`() throws {
    let plain = try dumps("plain")
    let packed = try dumps("packed")
    for step in 1...2 { try pack("\(packed)/\(step).jsonl", by: "gzip") }
    let wanted = try kolb("export", "\(plain)/1.jsonl", "\(plain)/2.jsonl", "--what", "episodes")
    let found = try kolb(
      "export", "\(packed)/1.jsonl.gz", "\(packed)/2.jsonl.gz", "--what", "episodes")
    #expect(found.lines.count == 9)
    #expect(found.output == wanted.output, "\(found.errors)")
    let globbed = try kolb("export", "\(packed)/*.jsonl.gz", "--what", "episodes")
    #expect(globbed.output == wanted.output, "\(globbed.errors)")
  }

  /// Logs that their tools wrote, in lines of JSON.
  private static let recorded = ["trl", "verl", "verifiers", "tinker", "skyrl", "reflexion"]

  @Test(arguments: recorded, ["gzip", "zstd"].filter(hasProgram))
  func `of every format of lines are read as they are`(name: String, program: String) throws {
    let files = FileManager.default
    let plain = SampleRuns.foreign(name)
    let packed = folder.url.appending(path: name).path
    try files.copyItem(atPath: plain, toPath: packed)
    for file in try files.subpathsOfDirectory(atPath: packed)
    where file.hasSuffix(".jsonl") || file.hasSuffix(".json") {
      try pack("\(packed)/\(file)", by: program)
    }
    for table in ["episodes", "curves"] {
      let wanted = try kolb("export", plain, "--what", table)
      let found = try kolb("export", packed, "--what", table)
      #expect(found.output == wanted.output, "\(found.errors)")
    }
  }

  @Test(
    .enabled(if: Terminal.isAvailable && hasProgram("gzip"), "there is no tmux, or no gzip"),
    arguments: ["logs/metrics.jsonl.gz", "logs"])
  func `that grow by one packed part after another are followed`(opened: String) throws {
    let terminal = try Terminal(
      columns: 100, rows: 30, environment: ["TMPDIR": temporary.url.path])
    let part = { (step: Int, name: String) in
      "mkdir -p logs; printf '{\"step\":\(step),\"loss\":\(step).5}\\n' "
        + "| gzip >>logs/\(name).jsonl.gz"
    }
    let add = { (step: Int, name: String) throws in
      let code = Spawned.run(
        ["sh", "-c", "cd '\(terminal.folder.url.path)'; \(part(step, name))"],
        output: try folder.file("said", ""))
      #expect(code == 0)
    }
    try add(1, "metrics")
    try terminal.run("kolb open \(opened)")
    #expect(terminal.shows("1.50"))
    for step in 2...4 {
      try add(step, "metrics")
      #expect(terminal.shows("step \(step)"))
      #expect(terminal.shows("\(step).50"))
    }
    try terminal.press("q")
    #expect(terminal.waits { terminal.property("alternate_on") == "0" })
    // The screen is given back before the program ends.
    #expect(terminal.waits { (try? isLeftClean()) == true })
  }

  @Test(.enabled(if: hasProgram("gzip"), "there is no gzip"))
  func `may be runs of our own`() throws {
    let lines = [
      #"{"event":"run_started","run":"mine","steps":2}"#,
      #"{"event":"metrics","step":1,"values":{"loss":0.5}}"#,
      #"{"event":"metrics","step":2,"values":{"loss":0.25}}"#,
    ]
    let log = try folder.file("mine/events.jsonl", lines.joined(separator: "\n") + "\n")
    let run = folder.url.appending(path: "mine").path
    let wanted = try kolb("export", run, "--what", "curves")
    try pack(log, by: "gzip")
    for argument in [run, "\(run)/events.jsonl.gz"] {
      let found = try kolb("export", argument, "--what", "curves")
      #expect(found.output == wanted.output, "\(found.errors)")
    }
    #expect(try isLeftClean())
  }

  @Test(.enabled(if: hasProgram("gzip"), "there is no gzip"))
  func `say where they end too early, and show the rest`() throws {
    let lines = (1...20_000).map { "{\"step\":\($0),\"loss\":\(1.0 / Double($0))}\n" }.joined()
    let log = try folder.file("cut/metrics.jsonl", lines)
    try pack(log, by: "gzip")
    let packed = try FileHandle(forUpdating: URL(filePath: log + ".gz"))
    try packed.truncate(atOffset: try packed.seekToEnd() / 2)
    try packed.close()
    let found = try kolb("export", log + ".gz", "--what", "curves")
    #expect(found.code == 0)
    #expect(found.errors.contains("metrics.jsonl.gz' is not whole: gzip: "), "\(found.errors)")
    #expect(found.lines.count > 1_000)
    #expect(try isLeftClean())
  }
}
