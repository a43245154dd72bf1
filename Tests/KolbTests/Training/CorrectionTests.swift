import Foundation
import RunModel
import Testing

/// What people said of a task stands in the place of a reflection when that task fails again.
@Suite struct `Corrections in a run` {
  /// The task of the first attempt that failed in a run without corrections.
  private func failedTask(_ run: RecordedRun) throws -> String {
    let line = try #require(
      run.events.first { $0.contains(#""attempt":"first""#) && $0.contains(#""reward":0,"#) })
    let begin = try #require(line.range(of: #""task":""#)).upperBound
    return String(line[begin...].prefix { $0 != "\"" })
  }

  @Test func `a lesson is told where its task fails, and what was not used is counted`() throws {
    let plain = try RecordedRun.finished()
    let task = try failedTask(plain)
    let run = try RecordedRun()
    let file = run.path + "-corrections.jsonl"
    defer { try? FileManager.default.removeItem(atPath: file) }
    try """
    {"task":"\(task)","lesson":"C kills. B wins."}
    {"task":"elsewhere","lesson":"Never used."}
    not a line
    """.write(toFile: file, atomically: true, encoding: .utf8)
    let program = try Program(run.beginning(["--reflector=people:\(file)"]))
    #expect(program.code == 0, "\(program.errors)")
    #expect(program.errors.contains("2 corrections of people from"))
    #expect(program.errors.contains("corrections.jsonl:3: "))
    #expect(program.errors.contains("1 of 2 corrections were used"))
    let written = try run.events.filter { $0.contains(#""event":"reflection""#) }
    let told = written.filter { $0.contains(#""author":"human""#) }
    #expect(told.allSatisfy { $0.contains("C kills. B wins.") })
    #expect(!told.isEmpty && told.count < written.count)
  }

  @Test func `a file that is not there is said before anything is made`() throws {
    let run = try RecordedRun()
    let program = try Program(run.beginning(["--reflector=people:/nowhere/at/all.jsonl"]))
    #expect(program.code != 0)
    #expect(program.errors.contains("There is no file of corrections at '/nowhere/at/all.jsonl'"))
    #expect(!FileManager.default.fileExists(atPath: run.path))
  }
}
