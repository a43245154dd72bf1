import Foundation
import Testing

/// Logs of other trainers, by the commands that take runs.
@Suite struct `Logs of other trainers` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func dumps() throws -> String {
    for step in 1...3 {
      let samples = (0..<4).map {
        #"{"input": "2+\#($0 / 2)?", "output": "\#($0)", "gts": "4", "score": \#($0 % 2), "step": \#(step)}"#
      }
      _ = try folder.file("dumps/\(step).jsonl", samples.joined(separator: "\n") + "\n")
    }
    _ = try folder.file("dumps/metrics.jsonl", #"{"step": 1, "data": {"actor/loss": 0.25}}"# + "\n")
    return folder.url.appending(path: "dumps").path
  }

  @Test func `open as they are, with a view of their own numbers`() throws {
    let path = try dumps()
    let screen = try Program(["open", path, "--once", "--size", "120x40"])
    #expect(screen.code == 0, "\(screen.errors)")
    #expect(screen.output.contains("verl log"))
    #expect(screen.output.contains("first 0.5"))
    let scalars = try Program(["open", path, "--once", "--view", "scalars", "--size", "120x40"])
    #expect(scalars.output.contains("actor/loss"))
    #expect(scalars.output.contains("not in a log of verl"))
  }

  @Test func `become runs that open and export alike`() throws {
    let path = try dumps()
    let imported = folder.url.appending(path: "imported").path
    let said = try Program(["import", path, "--out", imported])
    #expect(said.code == 0, "\(said.errors)")
    #expect(said.lines.first == "\(imported): 1 metrics, 12 attempt")
    #expect(said.lines.last == "kolb open \(imported)")
    for table in ["episodes", "curves"] {
      let theirs = try Program(["export", path, "--what", table])
      let ours = try Program(["export", imported, "--what", table])
      let rows = { (program: Program) in
        program.lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).dropFirst() }
      }
      #expect(theirs.lines.count > 1)
      #expect(rows(theirs) == rows(ours))
    }
    let again = try Program(["import", path, "--out", imported])
    #expect(again.code == 1)
    #expect(again.errors.contains("holds a run already"))
  }

  @Test func `say what was left out, and where`() throws {
    _ = try folder.file(
      "bad/1.jsonl", #"{"input":"a","output":"b","score":1}"# + "\n{\"input\":\"a\",\"output\":\n")
    let out = folder.url.appending(path: "out").path
    let said = try Program(["import", folder.url.appending(path: "bad").path, "--out", out])
    #expect(said.output.contains("1 record left out:"))
    #expect(said.output.contains("1.jsonl line 2: "))
  }

  @Test func `come through a pipe where their format is named`() throws {
    let lines = (1...5).map { "{\"step\":\($0),\"loss\":\(1.0 / Double($0))}\n" }.joined()
    let screen = try Program(
      ["open", "-", "--from", "metrics", "--once", "--view", "scalars", "--size", "100x30"],
      input: lines)
    #expect(screen.output.contains("loss"))
    #expect(screen.output.contains("0.2"))
  }

  @Test(arguments: [
    ("verl", #"{"input": "1+1?", "output": "2", "score": 1, "step": 7}"#, "step 7"),
    ("samples", #"{"prompt": "1+1?", "response": "2", "reward": 1}"#, "step 0"),
    ("trl", #"{"prompt": "1+1?", "completion": "2", "reward": 1, "advantage": 0.5}"#, "step 0"),
    (
      "tinker", #"{"iteration": 3, "traj_idx": 0, "total_reward": 1, "steps": []}"#, "step 3"
    ),
    ("reflexion", #"[{"name": "env_0", "memory": ["a", "b"], "is_success": false}]"#, "step 2"),
  ])
  func `come through a pipe without a name that says what they are`(
    format: String, record: String, step: String
  ) throws {
    let screen = try Program(
      ["open", "-", "--from", format, "--once", "--size", "100x30"], input: record + "\n{\n")
    if format != "reflexion" { #expect(screen.errors.contains("note:   line 2: ")) }
    #expect(screen.code == 0, "\(screen.errors)")
    #expect(screen.output.contains("standard input"), "\(screen.output)")
    #expect(screen.output.contains(step), "\(screen.output)")
  }

  @Test func `of which nothing can be read say where and why`() throws {
    let events = try Program(["open", "-", "--once"], input: "{\"input\": \"a\"}\nwords\n")
    #expect(events.code == 1)
    #expect(events.errors.contains("is JSON without the key 'event', and no format is known by it"))
    #expect(events.errors.contains("--from"))
    let other = try Program(["open", "-", "--once", "--from", "metrics"], input: "words\n")
    #expect(other.errors.contains("'standard input' has nothing of the format 'metrics'"))
    let nothing = try Program(["open", "-", "--once"], input: "")
    #expect(nothing.errors.contains("nothing came through 'standard input'"))
  }

  @Test func `are opened beside files that are none, which are named`() throws {
    let path = try dumps()
    let text = try folder.file("dumps/README", "words\n")
    let both = try Program(["open", path + "/1.jsonl", text, path + "/2.jsonl", "--once"])
    #expect(both.code == 0, "\(both.errors)")
    #expect(both.errors.contains("note: left out: '\(text)' is no log of a run but a text"))
    let pattern = try Program(["open", path + "/*", "--once"])
    #expect(pattern.code == 0, "\(pattern.errors)")
    #expect(pattern.errors.contains("note: left out: '\(text)'"))
    let none = try Program(["open", path + "/*.none", "--once"])
    #expect(none.errors.contains("no file has a name like '\(path)/*.none'"))
  }

  @Test func `with lines that cannot be read say so beside the picture`() throws {
    let path = try dumps()
    _ = try folder.file(
      "dumps/1.jsonl", "{torn\n" + #"{"input":"p","output":"q","score":1}"# + "\n")
    let screen = try Program(["open", path, "--once"])
    #expect(screen.code == 0)
    #expect(screen.errors.contains("dumps: 1 line left out"))
    #expect(screen.errors.contains("1.jsonl line 1: "))
  }

  @Test(.enabled(if: Terminal.isAvailable, "there is no tmux"))
  func `that come to an opened folder join those that were there`() throws {
    let line = #"{"input": "1+1?", "output": "2", "score": 1}"# + "\n"
    for name in ["one", "two"] { _ = try folder.file("tree/\(name)/1.jsonl", line) }
    let terminal = try Terminal(columns: 100, rows: 30)
    try terminal.run("kolb open \(folder.url.appending(path: "tree").path)")
    #expect(terminal.shows("comparison · 2 runs"))
    _ = try folder.file("tree/three/1.jsonl", line)
    #expect(terminal.shows("comparison · 3 runs"))
    #expect(terminal.shows("3 three"))
    try terminal.press("q")
  }

  @Test(arguments: [80, 120, 200])
  func `of long names are told apart wherever they differ`(width: Int) throws {
    let long = "qwen2.5-7b-instruct-grpo-lr1e-6-kl0.001-bs1024-rollout8-temperature1.0"
    let names = [
      "a-\(long)", "b-\(long)", "\(long)-left-\(long)", "\(long)-right-\(long)", "\(long)-1",
    ]
    let line = #"{"input": "1+1?", "output": "2", "score": 1, "step": 7}"# + "\n"
    var paths: [String] = []
    for name in names {
      let file = try folder.file("\(name)/1.jsonl", line)
      paths.append((file as NSString).deletingLastPathComponent)
    }
    let screen = try Program(["open"] + paths + ["--once", "--size", "\(width)x30"])
    #expect(screen.errors.isEmpty)
    #expect(screen.lines[0].contains("comparison · 5 runs"))
    let shown = screen.lines.compactMap { $0.firstMatch(of: #/[●○◆◇▽] \d (\S+)/#)?.1 }
    #expect(shown.count == 5)
    #expect(Set(shown).count == 5, "\(screen.output)")
    #expect(!screen.output.contains("environments differ"))
  }

  @Test func `are told from each other, and from nothing`() throws {
    let listed = try Program(["list", "formats"])
    for name in ["erl", "verl", "trl", "tensorboard", "wandb", "metrics"] {
      #expect(listed.output.contains("\n\(name)  ") || listed.output.hasPrefix("\(name)  "))
    }
    let wrong = try Program(["open", try dumps(), "--from", "tensorbord", "--once"])
    #expect(wrong.code != 0)
    #expect(wrong.errors.contains("Did you mean 'tensorboard'?"))
    let text = try folder.file("notes/notes.txt", "nothing\nof the kind\n")
    let none = try Program(["open", text, "--once"])
    #expect(none.code == 1)
    #expect(none.errors.contains("is no log of a run but a text"))
  }
}
