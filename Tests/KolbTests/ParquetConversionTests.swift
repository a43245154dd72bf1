import Foundation
import Testing

/// Tables of Parquet, which become lines of JSON by the command that is said.
@Suite struct `Completions in Parquet` {
  private static let isThere = (try? PythonWithTorch.run(["-c", "import pandas, pyarrow"]))?.status

  @Test(
    .enabled(if: isThere == 0, "Needs pandas and pyarrow, or KOLB_PYTHON that has them."),
    arguments: ["", "/completions", "/completions/completions_00006.parquet"])
  func `are read once the command ran that is said of them`(named: String) throws {
    let folder = try TemporaryFolder()
    let log = folder.url.appending(path: "it's a run").path
    try FileManager.default.copyItem(atPath: SampleRuns.foreign("trl-parquet"), toPath: log)
    let said = try Program(["open", log + named, "--once"])
    #expect(said.code == 1)
    let begin = try #require(said.errors.range(of: "python -c "))
    let python = ProcessInfo.processInfo.environment["KOLB_PYTHON"] ?? "python3"
    let command = python + said.errors[begin.lowerBound...].dropFirst("python".count)
    let code = Spawned.run(["sh", "-c", command], output: try folder.file("said", ""))
    #expect(code == 0)
    let rows = try Program(["export", log, "--what", "episodes"])
    let lines = SampleRuns.foreign("trl") + "/completions/completions_00006.jsonl"
    let wanted = try Program(["export", lines, "--what", "episodes"])
    #expect(rows.lines.count == 9, "\(rows.errors)")
    // The lines beside it were recorded with ten digits, and the command keeps fifteen.
    let cells = { (line: String) in
      line.split(separator: ",").dropFirst().map { cell in
        Double(cell).map { String(format: "%.9f", $0) } ?? String(cell)
      }
    }
    #expect(rows.lines.map(cells) == wanted.lines.map(cells))
  }
}
