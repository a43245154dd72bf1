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
      let sizes: [Double] = [1, 3, 10, 40]
      let points = sizes.map { size in (x: size, y: 7 * pow(size, power)) }
      let found = SweepResult.exponent(points) ?? 0
      #expect(abs(found - power) < 1e-12)
    }
    let one: [(x: Double, y: Double)] = [(4, 2)]
    let same: [(x: Double, y: Double)] = [(4, 2), (4, 3)]
    #expect(SweepResult.exponent(one) == nil)
    #expect(SweepResult.exponent(same) == nil)
  }

  @Test func `every axis is measured at its smallest sizes`() throws {
    let program = try Program([
      "benchmark", "--sweep", "--points", "2", "--repeats", "2", "--threads", "1", "--format",
      "json",
    ])
    #expect(program.code == 0, "\(program.errors)")
    let report = try JSONDecoder().decode(Report.self, from: Data(program.output.utf8))
    #expect(report.threads == 1)
    let all = SweepAxis.all(threads: 1)
    #expect(report.axes.map(\.axis) == all.map(\.name))
    for (axis, expected) in zip(report.axes, all) {
      let sizes = Array(expected.sizes.prefix(2))
      #expect(axis.points.map(\.size) == sizes)
      let seconds: [Double] = axis.points.flatMap(\.seconds)
      #expect(seconds.count == 4)
      #expect(seconds.allSatisfy { $0 > 0 })
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
