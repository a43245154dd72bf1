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

  @Test func `what is open is listed also where it lies elsewhere, and once where it does not`()
    throws
  {
    let folder = try TemporaryFolder()
    let path = folder.url.appendingPathComponent("elsewhere").path
    try FileManager.default.copyItem(atPath: SampleRuns.path("frozenlake-erl"), toPath: path)
    let reader = ShelfReader()
    let usual = reader.entries()
    #expect(!usual.contains { $0.path == path })
    let own = reader.entries(open: [path, path, SampleRuns.path("frozenlake-erl"), "-"])
    #expect(own.count { $0.path == path } == 1)
    #expect(own.count == usual.count + 1)
    #expect(own.first { $0.path == path }?.environment == "frozenlake")
  }

  @Test(arguments: ["claims", "ablations-sokoban-far", "hacking"])
  func `a report says how many of its runs came to their end, and its verdicts`(name: String)
    throws
  {
    let folder = try TemporaryFolder()
    let path = folder.url.appendingPathComponent("\(name).json").path
    try FileManager.default.copyItem(atPath: SampleRuns.path("\(name).json"), toPath: path)
    let entry = try #require(ShelfReader().entries(open: [path]).first { $0.path == path })
    let report = try ReportFile(path: path)
    #expect(entry.kind == .report && entry.status == .finished)
    #expect(
      entry.runs == ShelfEntry.RunCount(finished: report.runs.count, total: report.runs.count))
    #expect(!entry.environment.isEmpty && entry.heldOut != nil)
    #expect(
      entry.summary.contains("\(report.judgements.count) claims: ")
        || report.judgements.isEmpty)
  }

  @Test func `of a folder with runs in it only those are listed`() throws {
    let folder = try TemporaryFolder()
    for name in ["frozenlake-erl", "sokoban-erl"] {
      try FileManager.default.copyItem(
        atPath: SampleRuns.path(name), toPath: folder.url.appendingPathComponent(name).path)
    }
    let path = folder.url.path
    let found = ShelfReader(folder: path).entries()
    #expect(found.map(\.path) == ["\(path)/frozenlake-erl", "\(path)/sokoban-erl"])
    #expect(found.allSatisfy { $0.kind == .run && $0.heldOut != nil })
  }

  @Test func `a run that comes to an experiment is counted, though nothing is read again`() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appendingPathComponent("lakes").path
    let reader = ShelfReader(folder: folder.url.path)
    for (seed, name) in ["frozenlake-erl", "frozenlake-rlvr"].enumerated() {
      let arm = "\(path)/runs/erl"
      try FileManager.default.createDirectory(atPath: arm, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: SampleRuns.path(name), toPath: "\(arm)/seed-\(seed)")
      for _ in 0..<2 {
        let entry = try #require(reader.entries().first)
        #expect(entry.runs == ShelfEntry.RunCount(finished: seed + 1, total: seed + 1))
      }
    }
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
