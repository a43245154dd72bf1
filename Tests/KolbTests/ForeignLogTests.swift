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
    #expect(said.output.contains("1 records left out:"))
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
