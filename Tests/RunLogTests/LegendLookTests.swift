import RLCore
import RunModel
import Testing

@testable import RunLog

/// How symbols look, in logs.
@Suite struct LegendLookTests {
  private func line(_ legend: [LegendEntry]) -> String {
    let start = RunStart(
      run: "r", kolb: "1", environment: "e", algorithm: "erl", seed: 1, steps: 1, digest: "d",
      legend: legend)
    return String(decoding: EventLine.encode(LoggedEvent(.runStarted(start))), as: UTF8.self)
  }

  private func legend(_ line: String) throws -> [LegendEntry] {
    guard case .runStarted(let start) = try EventLine.decode(Array(line.utf8)).event else {
      return []
    }
    return start.legend
  }

  @Test func `a look that the meaning says is not written`() throws {
    let entries = [
      LegendEntry(symbol: "C", meaning: "hole"),
      LegendEntry(symbol: "D", meaning: "floor", look: TileLook(.floor, sign: ".")),
    ]
    let line = line(entries)
    #expect(
      line.contains(
        #"[{"symbol":"C","meaning":"hole"},{"symbol":"D","meaning":"floor"}]"#))
    #expect(try legend(line) == entries)
  }

  @Test func `a look of its own is kept`() throws {
    let entries = [
      LegendEntry(symbol: "L", meaning: "lava", look: TileLook(.danger, sign: "~")),
      LegendEntry(symbol: "M", meaning: "moss", look: TileLook(.floor)),
    ]
    let read = try legend(line(entries))
    #expect(read == entries)
    #expect(read.map(\.look.role) == [.danger, .floor])
  }

  @Test func `a role that is not known yet is any other thing`() throws {
    let line = line([LegendEntry(symbol: "L", meaning: "lava", look: TileLook(.danger))])
    let later = line.replacing(#""role":"danger""#, with: #""role":"portal""#)
    #expect(try legend(later).first?.look == TileLook(.other))
  }
}
