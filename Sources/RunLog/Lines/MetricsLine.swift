import Basics
import RunModel

/// The keys of numbers that a trainer gave names of its own.
struct MetricsLine: FieldLine {
  private var step = 0
  private var values = ScalarTable()

  init(_ record: MetricsRecord) {
    step = record.step
    values = ScalarTable(scalars: record.values)
  }

  init() {}

  var record: MetricsRecord? { MetricsRecord(step: step, values: values.scalars) }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.required("step", &step)
    try coder.field("values", &values)
  }
}

/// Numbers by name, in their order; null stands for one that is none.
private struct ScalarTable: FieldValue {
  var scalars: [Scalar] = []

  static func read(from json: inout JSONReader) throws(JSONProblem) -> ScalarTable? {
    let members = try json.object { json throws(JSONProblem) -> Double in
      if json.null() { return .nan }
      if let number = json.notFinite() { return number }
      return try json.number()
    }
    return ScalarTable(scalars: members.map { Scalar($0.key, $0.value) })
  }

  func write(into json: inout JSONWriter) {
    json.object { json in
      for scalar in scalars {
        json.key(scalar.name)
        json.number(scalar.value)
      }
    }
  }
}

/// The keys of what a log cannot tell.
struct AbsentFactLine: FieldLine {
  private var fact = AbsentFact("", "")

  init(_ record: AbsentFact) { fact = record }

  init() {}

  var record: AbsentFact? { fact }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.field("fact", &fact.fact)
    try coder.field("why", &fact.why)
  }
}
