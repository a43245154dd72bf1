import Foundation
import Testing

/// Experiments that differ, on one screen.
@Suite struct SeveralExperimentsTests {
  @Test func `two experiments are opened together, each arm under the name of its own`() throws {
    let paths = ["experiment-short", "paper-frozenlake"].map(SampleRuns.path)
    let picture = try Program(["open"] + paths + ["--once", "--size", "160x45"])
    #expect(picture.code == 0, "\(picture.errors)")
    let short = try Program(["open", paths[0], "--once", "--size", "160x45"])
    #expect(short.code == 0)
    #expect(picture.output.contains("paper-frozenlake "), "\(picture.output)")
    #expect(!short.output.contains("paper-frozenlake "))
  }

  @Test func `a report still refuses what are no shards of one experiment`() throws {
    let paths = ["experiment-short", "paper-frozenlake"].map(SampleRuns.path)
    let report = try Program(["report"] + paths)
    #expect(report.code == 2 && report.errors.contains("is no shard of the same experiment"))
  }
}
