import RunModel

/// What the list of reflections is sorted by.
enum ReflectionSort: Int, CaseIterable {
  case step
  case lift
  case rules
  case leak
  case novelty
  case length
  case task
  case flags

  var title: String {
    switch self {
    case .step: "step"
    case .lift: "lift"
    case .rules: "rules"
    case .leak: "leak"
    case .novelty: "novelty"
    case .length: "length"
    case .task: "task"
    case .flags: "flags"
    }
  }

  /// Whether a row comes before another; of equals the earlier one does.
  func sorts(_ left: ReflectionRow, before right: ReflectionRow, isReversed: Bool) -> Bool {
    if self == .task, left.record.task != right.record.task {
      return (left.record.task < right.record.task) != isReversed
    }
    let (one, other) = (value(of: left), value(of: right))
    // What is not known comes last either way.
    guard let one else { return other == nil && left.record.id < right.record.id }
    guard let other else { return true }
    return one == other ? left.record.id < right.record.id : (one < other) != isReversed
  }

  private func value(of row: ReflectionRow) -> Double? {
    let record = row.record
    return switch self {
    case .step: Double(record.id)
    case .lift: row.lift
    case .rules: record.reflection?.rules.accuracy
    case .leak: record.reflection?.claims.map { Double($0.leaks.weight) }
    case .novelty: record.reflection?.novelty
    case .length: record.reflection.map { Double($0.tokens) }
    case .task: nil
    case .flags: Double(record.reflectionFlags)
    }
  }
}

extension EpisodeRecord {
  /// How many things are odd about its reflection and its attempts.
  var reflectionFlags: Int {
    let reflection = self.reflection
    return (reflection?.parsed == false ? 1 : 0) + (reflection?.isRepeated == true ? 1 : 0)
      + (first?.flags ?? 0) + (second?.flags ?? 0)
  }
}
