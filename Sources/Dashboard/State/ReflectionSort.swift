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
    case .novelty: "new"
    case .length: "length"
    case .task: "task"
    case .flags: "flags"
    }
  }

  /// Whether a record comes before another; of equals the earlier one does.
  func sorts(_ left: EpisodeRecord, before right: EpisodeRecord, isReversed: Bool) -> Bool {
    if self == .task, left.task != right.task {
      return (left.task < right.task) != isReversed
    }
    let (one, other) = (value(of: left), value(of: right))
    // What is not known comes last either way.
    guard let one else { return other == nil && left.id < right.id }
    guard let other else { return true }
    return one == other ? left.id < right.id : (one < other) != isReversed
  }

  private func value(of record: EpisodeRecord) -> Double? {
    switch self {
    case .step: Double(record.id)
    case .lift: record.second.flatMap { second in record.first.map { second.reward - $0.reward } }
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
