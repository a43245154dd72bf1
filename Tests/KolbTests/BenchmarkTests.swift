import ConfigurationFiles
import Foundation
import RunLog
import RunModel
import Testing

@testable import kolb

@Suite struct BenchmarkTests {
  private struct Report: Decodable {
    struct Row: Decodable {
      let row: String
      let work: String
      let unit: String
      let threads: Int
      let repeats: Int
      let median: Double
      let least: Double
      let largest: Double
      let values: [Double]
      let processor_seconds: [Double]
    }

    let kolb: String
    let build: String
    let processor: String
    let cores: Int
    let rows: [Row]
  }

  private static func report(_ arguments: [String]) throws -> Report {
    let program = try Program(["benchmark", "--format", "json"] + arguments)
    #expect(program.code == 0, "\(program.errors)")
    return try JSONDecoder().decode(Report.self, from: Data(program.output.utf8))
  }

  @Test func `every figure of a row is positive and lies in its range`() throws {
    let report = try Self.report([
      "--repeats", "3", "--rows", "products", "--rows", "sampling-64", "--rows", "worlds",
      "--threads", "2",
    ])
    #expect(report.rows.map(\.row) == ["products", "sampling-64-1", "sampling-64-2", "worlds"])
    #expect(report.rows.map(\.threads) == [1, 1, 2, 1])
    #expect(report.kolb == ProgramBuild.version && !report.build.isEmpty && report.cores > 0)
    for row in report.rows {
      #expect(row.repeats == 3 && row.values.count == 3 && row.processor_seconds.count == 3)
      #expect(row.values.allSatisfy { $0 > 0 && $0.isFinite }, "\(row.row)")
      #expect(row.processor_seconds.allSatisfy { $0 > 0 }, "\(row.row)")
      #expect(row.least == row.values.min() && row.largest == row.values.max())
      #expect(row.median == row.values.sorted()[1])
    }
  }

  @Test func `the steps of the default run and the log of a recorded one are measured`() throws {
    let report = try Self.report([
      "--repeats", "1", "--threads", "1", "--rows", "update", "--rows", "step", "--rows", "share",
      "--rows", "log", "--log", SampleRuns.path("frozenlake-erl"),
    ])
    #expect(
      report.rows.map(\.row) == ["share", "update-1", "step-1", "log-reading", "log-index"])
    #expect(report.rows.allSatisfy { $0.values.allSatisfy { $0 > 0 } })
    // A product cannot be faster than the fastest product.
    #expect(report.rows.first.map { $0.median < 100 } == true)
  }

  @Test func `the rows are named, each once, and help names what can be asked`() throws {
    let list = try Program(["benchmark", "--list", "--threads", "2"])
    let names = list.lines.compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(names == BenchmarkCatalog(threads: 2).rows.map(\.name))
    #expect(Set(names).count == names.count)
    for part in ["training", "training-large", "update", "sampling-256", "step", "run", "share"] {
      #expect(names.contains("\(part)-1") || names.contains(part), "\(part)")
    }
    let help = try Program(["benchmark", "--help"]).output
    for option in ["--rows", "--repeats", "--threads", "--format", "--save", "--log"] {
      #expect(help.contains(option))
    }
  }

  @Test func `a row that is not there is wrong usage, and the nearest is named`() throws {
    let program = try Program(["benchmark", "--rows", "world"])
    #expect(program.code == 2)
    #expect(program.errors.hasPrefix("error: There is no row 'world'. Did you mean 'worlds'?"))
    #expect(try Program(["benchmark", "--repeats", "0"]).code == 2)
  }

  @Test func `other programs are told what was read, written and learnt from`() throws {
    struct Step: Decodable {
      struct Turn: Decodable {
        let conversation: Int
        let known: Int
        let told: [Int]
        let written: [Int]
      }
      struct Row: Decodable {
        let kind: String
        let weight: Double
        let tokens: [Int]
        let positions: [Int]
        let log_probabilities: [Double]
      }
      let rounds: [[Turn]]
      let rows: [Row]
    }
    let folder = try TemporaryFolder()
    #expect(try Program(["benchmark", "--save", folder.url.path + "/peer"]).code == 0)
    let text = try String(
      contentsOf: folder.url.appending(path: "peer/steps.jsonl"), encoding: .utf8)
    let steps = try text.split(separator: "\n").map {
      try JSONDecoder().decode(Step.self, from: Data($0.utf8))
    }
    #expect(steps.count == RecordedSteps.count)
    for step in steps {
      #expect(step.rows.contains { $0.kind == "first" } && step.rows.contains { $0.weight != 0 })
      #expect(step.rows.contains { $0.weight == 0 })
      for row in step.rows {
        #expect(row.positions.allSatisfy { row.tokens.indices.contains($0) })
        #expect(row.log_probabilities.count == row.positions.count)
      }
      var read: [Int: Int] = [:]
      for turn in step.rounds.joined() {
        #expect(turn.known == 0 || turn.known == read[turn.conversation])
        #expect(!turn.written.isEmpty)
        read[turn.conversation] = turn.known + turn.told.count + turn.written.count
      }
    }
    for file in ["model/config.json", "model/model.safetensors", "large.json"] {
      #expect(FileManager.default.fileExists(atPath: folder.url.path + "/peer/" + file))
    }
  }

  @Test func `a long log counts on from one repetition to the next`() throws {
    let folder = try TemporaryFolder()
    var configuration = try Preset.all[0].configuration(.shipped)
    configuration.evaluation.episodes = 4
    let path = folder.url.path + "/long"
    try LongLog(of: configuration, steps: 2, in: folder.url).write(to: path, episodes: 150)
    let run = try RunReading.read(.run(RunDirectory(opening: path)))
    #expect(run.brokenLines == 0 && run.repeatedEvents == 0 && run.beginnings == 1)
    // Two steps of 32 first attempts, three times.
    #expect(run.state.episodes.count == 192)
    #expect(run.state.steps.map(\.step) == Array(1...6))
    #expect(run.state.status == .finished(step: 6))
  }
}
