import Basics
import Foundation

/// What a benchmark came to, for people and for programs.
struct BenchmarkReport {
  let machine: Machine
  var results: [BenchmarkResult] = []

  /// A line for each row, under who took the figures on what.
  var text: String {
    var table = ReportTable(columns: [
      "row", "threads", "median", "range", "unit", "memory", "work",
    ])
    for result in results {
      let row = result.row
      table.rows.append([
        row.name, "\(row.threads)", Self.figure(result.values.median),
        "\(Self.figure(result.values.least)) – \(Self.figure(result.values.largest))",
        row.unit.name, result.memory.map { "\(Int($0.rounded())) MiB" } ?? "", row.work,
      ])
    }
    let document = ReportDocument(blocks: [
      .paragraph(heading), .table(table.withoutEmptyColumns),
    ])
    return document.text
  }

  private var heading: String {
    machine.heading + "median and range of \(results.first?.samples.count ?? 0)\n"
  }

  /// Three digits that count.
  static func figure(_ value: Double) -> String {
    guard value > 0, value.isFinite else { return "\(value)" }
    let digits = max(0, 2 - Int(log10(value).rounded(.down)))
    return String(format: "%.*f", min(digits, 6), value)
  }

  /// One object, in which every figure stands that was taken.
  var json: String {
    var json = JSONWriter(escaping: \.isUnsafeInTerminals)
    json.object { json in
      machine.write(to: &json)
      json.key("rows")
      json.list(results) { json, result in Self.write(result, to: &json) }
    }
    return json.text + "\n"
  }

  private static func write(_ result: BenchmarkResult, to json: inout JSONWriter) {
    json.object { json in
      json.field("row", result.row.name)
      json.field("work", result.row.work)
      json.field("unit", result.row.unit.name)
      json.field("threads", result.row.threads)
      json.field("repeats", result.samples.count)
      json.field("median", result.values.median)
      json.field("least", result.values.least)
      json.field("largest", result.values.largest)
      json.key("values")
      json.list(result.values) { $0.number($1) }
      json.key("processor_seconds")
      json.list(result.samples) { $0.number($1.processor) }
      if let memory = result.memory { json.field("memory_mib", memory) }
    }
  }
}

extension BenchmarkResult {
  var values: [Double] { samples.map(\.value) }
  /// The most that any sample held.
  var memory: Double? { samples.compactMap(\.memory).max() }
}

extension [Double] {
  fileprivate var least: Double { self.min() ?? 0 }
  fileprivate var largest: Double { self.max() ?? 0 }

  fileprivate var median: Double {
    let sorted = sorted()
    guard let last = sorted.indices.last else { return 0 }
    return (sorted[last / 2] + sorted[(last + 1) / 2]) / 2
  }
}
