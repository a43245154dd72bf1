import Dashboard
import Foundation
import RunLog
import RunModel
import Testing

@testable import kolb

/// What is found on the disk for the list of runs.
@Suite(.serialized) struct ShelfReaderTests {
  private static let samples = ["frozenlake-erl", "frozenlake-rlvr", "sokoban-erl", "hotpotqa-erl"]

  @Test(arguments: Self.samples)
  func `beginning and end of a log tell what the whole of it does`(name: String) throws {
    let run = try RunDirectory(opening: SampleRuns.path(name))
    let summary = try RunSummary(run)
    let whole = try RunReading.read(.run(run)).state
    #expect(summary.start == whole.start)
    #expect(summary.step == whole.stepsDone)
    #expect(summary.stepsAsked == whole.stepsAsked)
    let heldOut = try #require(whole.evaluations(named: "heldout").last?.record)
    #expect(summary.heldOut?.step == heldOut.step)
    #expect(summary.heldOut?.successRate == heldOut.successRate)
    #expect(summary.status == whole.status)
  }

  @Test(arguments: [0, 1, 500, 5_000, 300_000, 900_000])
  func `a log that is cut anywhere is read as far as it goes`(size: Int) throws {
    let folder = try TemporaryFolder()
    let log = try Data(
      contentsOf: URL(fileURLWithPath: SampleRuns.path("frozenlake-erl/events.jsonl")))
    let path = try folder.file("run/events.jsonl", "")
    try log.prefix(size).write(to: URL(fileURLWithPath: path))
    let run = try RunDirectory(opening: folder.url.path + "/run")
    let summary = try RunSummary(run)
    let whole = try RunReading.read(.run(run)).state
    #expect(summary.start == whole.start)
    #expect(summary.heldOut?.step == whole.evaluations(named: "heldout").last?.record.step)
    if whole.stepsDone > 0 { #expect(summary.step == whole.stepsDone) }
  }

  @Test func `of a folder that holds anything else nothing is made up`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("runs/notes.txt", "nothing")
    _ = try folder.file("runs/empty/readme", "")
    _ = try folder.file("runs/real/events.jsonl", "")
    let listed = try Program(["list", "runs"], in: folder)
    #expect(listed.code == 0)
    #expect(listed.lines.count == 1 && listed.output.contains("runs/real"))
  }

  @Test func `the list shows runs, experiments, samples and presets, without a run being open`()
    throws
  {
    let folder = try TemporaryFolder()
    for (from, to) in [("frozenlake-erl", "runs/mine"), ("experiment-short", "experiments/short")] {
      let place = folder.url.appendingPathComponent(to)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: SampleRuns.path(from), toPath: place.path)
    }
    let picture = try Program(["open", "--once", "--size", "120x40"], in: folder)
    #expect(picture.code == 0, "\(picture.errors)")
    for part in [
      "mine", "short experiment", "6/6 runs", "✓ finished", "frozenlake-erl sample",
      "▸ begin", "frozenlake-rlvr preset", "24/24",
    ] {
      #expect(picture.output.contains(part), "\(part) in\n\(picture.output)")
    }
  }

  @Test func `what is renamed and deleted is so on the disk, and nothing of others goes`() throws {
    let folder = try TemporaryFolder()
    for name in ["one", "two"] { _ = try folder.file("runs/\(name)/events.jsonl", "") }
    let path = { (name: String) in folder.url.path + "/runs/" + name }
    #expect(throws: ShelfProblem.self) { try ShelfChange.rename(path("one"), to: "two") }
    _ = try ShelfChange.rename(path("one"), to: "three")
    try ShelfChange.delete([path("two")])
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path + "/runs")
    #expect(left.filter { !$0.hasPrefix(".") } == ["three"])
    let writer = try EventWriter(RunDirectory(opening: path("three")))
    #expect(throws: ShelfProblem.self) { try ShelfChange.delete([path("three")]) }
    writer.close()
  }
}
