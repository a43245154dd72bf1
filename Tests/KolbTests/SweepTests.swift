import Foundation
import Testing

@testable import kolb

@Suite struct SweepTests {
  private struct Report: Decodable {
    struct Axis: Decodable {
      struct Point: Decodable {
        let size: Int
        let median: Double
        let seconds: [Double]
      }

      let axis: String
      let exponent: Double
      let points: [Point]
    }

    let threads: Int
    let axes: [Axis]
  }

  @Test func `the exponent of a power is that power`() {
    for power in [0.5, 1, 2.25] {
      let points = [1.0, 3, 10, 40].map { (x: $0, y: 7 * pow($0, power)) }
      #expect(abs((SweepResult.exponent(points) ?? 0) - power) < 1e-12)
    }
    #expect(SweepResult.exponent([(x: 4, y: 2)]) == nil)
    #expect(SweepResult.exponent([(x: 4, y: 2), (x: 4, y: 3)]) == nil)
  }

  @Test func `every axis is measured at its smallest sizes`() throws {
    let program = try Program([
      "benchmark", "--sweep", "--points", "2", "--repeats", "2", "--threads", "1", "--format",
      "json",
    ])
    #expect(program.code == 0, "\(program.errors)")
    let report = try JSONDecoder().decode(Report.self, from: Data(program.output.utf8))
    #expect(report.threads == 1)
    #expect(report.axes.map(\.axis) == SweepAxis.all(threads: 1).map(\.name))
    for (axis, expected) in zip(report.axes, SweepAxis.all(threads: 1)) {
      #expect(axis.points.map(\.size) == Array(expected.sizes.prefix(2)))
      #expect(axis.points.allSatisfy { $0.seconds.count == 2 && $0.seconds.allSatisfy { $0 > 0 } })
      #expect(axis.exponent.isFinite)
    }
  }

  @Test func `an axis that is not there is wrong usage`() throws {
    let program = try Program(["benchmark", "--sweep", "--rows", "height"])
    #expect(program.code == 2)
    #expect(program.errors.contains("There is no axis 'height'. The axes are: batch,"))
    #expect(try Program(["benchmark", "--sweep", "--points", "1"]).code == 2)
  }
}
