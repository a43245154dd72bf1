import Foundation
import RLCore
import RunModel
import Testing

/// Kolb's statistics against `Parity/statistics.py`, which is written from the definitions.
@Suite(
  .enabled(
    if: PythonWithNumpy.isThere, "Needs numpy: pip install numpy, or set KOLB_PYTHON."))
struct NumpyParityTests {
  @Test func `means, differences and areas agree with numpy to three digits`() throws {
    var generator = SeededGenerator(seed: 3)
    var cases: [String] = []
    var expected: [[Double]] = []
    for n in [2, 3, 4, 5, 6, 9, 10] {
      for _ in 0..<3 {
        let values = (0..<n).map { _ in Double(generator.next() % 201) / 200 }
        let estimate = try #require(Estimate(meanOf: values))
        let interval = try #require(estimate.interval)
        cases.append(#"{"kind":"mean","values":\#(values)}"#)
        expected.append([estimate.value, interval.low, interval.high])
      }
    }
    let many = (0..<12).map { _ in Double(generator.next() % 201) / 200 }
    let middle = try #require(Estimate(interquartileMeanOf: many))
    let interval = try #require(middle.interval)
    cases.append(#"{"kind":"interquartile","values":\#(many)}"#)
    expected.append([middle.value, interval.low, interval.high])

    let points = (0..<9).map { [Double($0 * $0), Double(generator.next() % 201) / 200] }
    let curve = LearningCurve(points.map { .init($0[0], $0[1]) })
    for (low, high) in [(0.0, 64.0), (3, 50), (4.5, 5)] {
      cases.append(#"{"kind":"area","points":\#(points),"low":\#(low),"high":\#(high)}"#)
      expected.append([try #require(curve.meanHeight(from: low, to: high))])
    }
    let found = try PythonWithNumpy.statistics(of: cases)
    #expect(found.count == expected.count)
    for ((numbers, mine), line) in zip(zip(found, expected), cases) {
      let agrees = zip(numbers, mine).allSatisfy { abs($0 - $1) < 0.0005 }
      #expect(numbers.count == mine.count && agrees, "\(numbers) and \(mine) of \(line)")
    }
  }
}

/// A Python that has numpy, if this machine has one: `KOLB_PYTHON`, or else `python3`.
enum PythonWithNumpy {
  static let isThere: Bool = (try? run(["-c", "import numpy"], input: "").status) == 0

  static func statistics(of cases: [String]) throws -> [[Double]] {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Parity/statistics.py").path
    let result = try run([script], input: cases.joined(separator: "\n") + "\n")
    try #require(result.status == 0, "\(result.output)")
    return try result.output.split(separator: "\n").map {
      try JSONDecoder().decode([Double].self, from: Data($0.utf8))
    }
  }

  private static func run(
    _ arguments: [String], input: String
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let python = ProcessInfo.processInfo.environment["KOLB_PYTHON"] ?? "python3"
    process.arguments = [python, "-B"] + arguments
    let (given, output) = (Pipe(), Pipe())
    process.standardInput = given
    process.standardOutput = output
    process.standardError = output
    try process.run()
    given.fileHandleForWriting.write(Data(input.utf8))
    try given.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }
}
