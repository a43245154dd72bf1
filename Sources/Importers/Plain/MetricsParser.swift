import Basics
import RunModel

/// Reads an object of numbers, whatever their names; what is nested has its names joined by "/".
struct MetricsParser: RecordParser {
  /// Names under which the step is found, the likelier first.
  static let stepNames = [
    "step", "global_step", "_step", "train/global_step", "training/global_step",
    "progress/batch", "iteration", "iter", "update", "epoch",
  ]
  /// Names under which the time is found.
  private static let clockNames = ["_timestamp", "timestamp", "wall_time", "time"]
  /// Seconds since 1970 are above this, whatever else is called a time is below.
  private static let leastClock = 1e9

  /// The step of a file whose records name none.
  private let step: Int?
  /// Counts the records, which stand for steps where none is named at all.
  private var count = 0
  /// Whether a record named its step so.
  private var isNamed = false

  init(step: Int? = nil) { self.step = step }

  mutating func parse(_ frame: Frame) throws(RecordProblem) -> [ParsedRecord] {
    let record = try JSONValue.record(frame)
    guard record.members != nil else { throw RecordProblem("no object but \(record.kind)") }
    let named = Self.stepNames.lazy.compactMap { record[$0]?.spelledWhole }.first
    // What has no step may be a header, whose texts of digits are names.
    let numbers = Self.numbers(of: record, spelled: named != nil)
    let clock = Self.clockNames.lazy.compactMap { record[$0]?.spelledNumber }
      .first { $0 > Self.leastClock }
    if named == nil, let step = record["step"]?.spelledNumber, isNamed || step.magnitude > 1e15 {
      throw RecordProblem("its step \(step) is no whole number, or too large")
    }
    isNamed = isNamed || named != nil && record["step"] != nil
    let values = numbers.filter { !Self.isPlace($0.name, record) }
    guard !values.isEmpty else { throw RecordProblem("there is no number in it") }
    defer { count += 1 }
    return [
      ParsedRecord(
        .metrics(MetricsRecord(step: named ?? step ?? count, values: values)), clock: clock)
    ]
  }

  /// Whether a name says where the values lie and is none of them.
  private static func isPlace(_ name: String, _ record: JSONValue) -> Bool {
    if name == stepNames.first(where: { record[$0]?.spelledWhole != nil }) { return true }
    return clockNames.contains(name) && (record[name]?.spelledNumber ?? 0) > leastClock
  }

  static func numbers(
    of value: JSONValue, under prefix: String = "", spelled: Bool = false
  ) -> [Scalar] {
    guard let members = value.members else { return [] }
    return members.flatMap { member -> [Scalar] in
      // verl's file logger keeps the step apart from what it is of.
      let name = prefix.isEmpty && member.name == "data" ? "" : prefix + member.name
      let number = spelled ? member.value.spelledNumber : member.value.number
      if let number { return [Scalar(name, number)] }
      return numbers(
        of: member.value, under: name.isEmpty ? "" : name + "/", spelled: spelled)
    }
  }

  static func hasNumbers(_ value: JSONValue) -> Bool {
    !numbers(of: value).isEmpty || isOfSteps(value)
  }

  /// Whether an object has numbers of a step that it names.
  static func isOfSteps(_ value: JSONValue) -> Bool {
    !numbers(of: value, spelled: true).isEmpty
      && stepNames.contains { value[$0]?.spelledWhole != nil }
  }
}
