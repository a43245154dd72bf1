import Basics
import Foundation

/// What a sweep came to, for people and for programs.
struct SweepReport {
  let machine: Machine
  let threads: Int
  var results: [SweepResult] = []

  /// A table for each axis, with a bar for the cost of one unit: equal bars are linear growth.
  var text: String {
    var document = ReportDocument(blocks: [
      .paragraph(
        machine.heading
          + "medians of \(results.first?.points.first?.seconds.count ?? 0), threads \(threads)\n")
    ])
    for result in results {
      document.paragraph(Self.heading(of: result))
      document.table(Self.table(of: result))
    }
    return document.text
  }

  private static func heading(of result: SweepResult) -> String {
    let found = result.exponent.map { String(format: "exponent %.2f", $0) } ?? "no exponent"
    return "\(result.axis.name): \(result.axis.work)\n"
      + "\(found), \(String(format: "%.0f", result.axis.linear)) is as the work itself grows"
  }

  private static func table(of result: SweepResult) -> ReportTable {
    let costs = result.points.map { $0.median / pow(Double($0.size), result.axis.linear) }
    let most = costs.max() ?? 1
    var table = ReportTable(columns: [result.axis.unit, "seconds", "cost of a unit"])
    for (point, cost) in zip(result.points, costs) {
      let bar = max(1, Int((30 * cost / most).rounded()))
      table.rows.append([
        "\(point.size)", BenchmarkReport.figure(point.median), String(repeating: "▇", count: bar),
      ])
    }
    return table
  }

  /// One object, in which every figure stands that was taken.
  var json: String {
    var json = JSONWriter(escaping: \.isUnsafeInTerminals)
    json.object { json in
      machine.write(to: &json)
      json.field("threads", threads)
      json.key("axes")
      json.list(results) { json, result in Self.write(result, to: &json) }
    }
    return json.text + "\n"
  }

  private static func write(_ result: SweepResult, to json: inout JSONWriter) {
    json.object { json in
      json.field("axis", result.axis.name)
      json.field("work", result.axis.work)
      json.field("unit", result.axis.unit)
      json.field("linear", result.axis.linear)
      if let exponent = result.exponent { json.field("exponent", exponent) }
      json.key("points")
      json.list(result.points) { json, point in
        json.object { json in
          json.field("size", point.size)
          json.field("median", point.median)
          json.key("seconds")
          json.list(point.seconds) { $0.number($1) }
        }
      }
    }
  }
}
