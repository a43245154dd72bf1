import Foundation
import Testing

/// What comes through standard input is known by its first lines.
@Suite struct `Standard input` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private struct Ending {
    var output: String
    var errors: String
    var code: Int32

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// Runs the program behind what a shell writes.
  private func piped(_ script: String, _ words: String...) throws -> Ending {
    let program = try RunningProgram.executable.path
    let output = try folder.file("output", "")
    let errors = try folder.file("errors", "")
    let line = "(\(script)) | '\(program)' \(words.joined(separator: " ")) 2>'\(errors)'"
    let code = Spawned.run(["sh", "-c", line], output: output)
    return Ending(
      output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8), code: code)
  }

  @Test(arguments: [
    (#"{"step":3,"loss":0.25}\n"#, "metrics", "0.25"), (#"step,loss\n3,0.25\n"#, "metrics", "0.25"),
    (#"{"input":"1+1?","output":"2","score":1,"step":7}\n"#, "verl", "step 7"),
    (#"{"prompt":"1+1?","response":"2","reward":1}\n"#, "samples", "step 0"),
    (#"{"log_history":[{"step":5,"loss":0.5}],"global_step":5}"#, "trl", "step 5"),
  ])
  func `is another trainer's log by its first record`(
    record: String, format: String, shown: String
  ) throws {
    let screen = try piped("printf '\(record)'", "open - --once --size 100x30")
    #expect(screen.code == 0, "\(screen.errors)")
    #expect(screen.output.contains("\(format) log · standard input"), "\(screen.output)")
    #expect(screen.output.contains(shown), "\(screen.output)")
  }

  private static let hasBash = FileManager.default.isExecutableFile(atPath: "/bin/bash")

  @Test(.enabled(if: hasBash, "there is no bash"))
  func `is what a shell writes to a pipe that it names`() throws {
    let program = try RunningProgram.executable.path
    let output = try folder.file("named", "")
    let line = #"'\#(program)' open <(printf '{"step":3,"loss":0.25}\n') --once --size 100x30"#
    let code = Spawned.run(["bash", "-c", line], output: output)
    let screen = try String(contentsOfFile: output, encoding: .utf8)
    #expect(code == 0 && screen.contains("metrics log · standard input"), "\(screen)")
  }

  @Test func `is waited for however late it comes, and torn as it may be`() throws {
    let script =
      #"sleep 1; printf '{"ste'; sleep 0.5; printf 'p":1,"loss":2}\n'; sleep 0.3; "#
      + #"printf '{"step":2,"loss":0.125}\n'"#
    let screen = try piped(script, "open - --once --view scalars --size 100x30")
    #expect(screen.output.contains("0.125"), "\(screen.errors)")
    let rows = try piped(script, "export - --what curves")
    #expect(rows.lines.count == 3, "\(rows.output)")
  }

  @Test func `loses no line to the look at its beginning`() throws {
    let lines = (1...20_000).map { "{\"step\":\($0),\"loss\":\(1.0 / Double($0))}\n" }.joined()
    let file = try folder.file("metrics.jsonl", lines)
    let piped = try piped("cat '\(file)'", "export - --what curves")
    let named = try Program(["export", file, "--what", "curves"])
    let rows = { (lines: [String]) in lines.map { $0.split(separator: ",").dropFirst() } }
    #expect(piped.lines.count == 20_001)
    #expect(rows(piped.lines) == rows(named.lines))
    let run = SampleRuns.path("frozenlake-erl") + "/events.jsonl"
    let events = try self.piped("cat '\(run)'", "export - --what episodes")
    let whole = try Program(["export", run, "--what", "episodes"])
    #expect(rows(events.lines) == rows(whole.lines))
  }

  @Test func `may have words of the program before its first record`() throws {
    let script = #"seq 100 | sed 's/^/loading shard /'; printf '{"step":3,"loss":0.25}\n'"#
    let screen = try piped(script, "open - --once --size 100x30")
    #expect(screen.output.contains("metrics log · standard input"), "\(screen.errors)")
    #expect(screen.errors.contains("100 lines left out"), "\(screen.errors)")
  }

  @Test(arguments: [
    (#"printf 'words\nand more\n'"#, "is a text, and no format is known by it"),
    (#"head -c 5000 /dev/zero"#, "is a binary file, and no format is known by it"),
    (#"printf '\377\376{\0' ; head -c 100 /dev/zero"#, "iconv -f UTF-16"),
    (#"printf '{"a":"b"}\n'"#, "is JSON without the key 'event'"),
    (#"printf '{"step": 1, "lo'"#, "is JSON without the key 'event'"),
    (#"printf ''"#, "nothing came through 'standard input'"),
    (#"printf '\n \n'"#, "nothing came through 'standard input'"),
    (#"printf 'x\n' | gzip"#, "'gzip -dc FILE | kolb open -'"),
    (#"printf 'PAR1xxxxxxxxx'"#, "is read once this has made another file of it: python"),
  ])
  func `of no kind that is known says what it is and how to go on`(
    script: String, words: String
  ) throws {
    let screen = try piped(script, "open - --once")
    #expect(screen.code != 0, "\(screen.output)")
    #expect(screen.errors.contains(words), "\(screen.errors)")
    #expect(!words.contains("no format") || screen.errors.contains("--from: erl, verl, trl"))
  }

  @Test(.enabled(if: Terminal.isAvailable, "there is no tmux"))
  func `that is slow is waited for with a word, and then followed`() throws {
    let terminal = try Terminal(columns: 100, rows: 30)
    let writer =
      #"(sleep 3; for i in 1 2 3; do printf '{"step":%d,"loss":%d.5}\n' $i $i; sleep 1; done; "#
      + "sleep 60) | kolb open -"
    try terminal.run(writer)
    #expect(terminal.shows("Waiting for what comes through standard input"))
    #expect(terminal.shows("metrics log · standard input"))
    #expect(terminal.shows("3.50"))
    try terminal.press("q")
    #expect(terminal.waits { terminal.property("alternate_on") == "0" })
  }
}
