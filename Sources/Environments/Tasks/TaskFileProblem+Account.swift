import RLCore

extension [TaskFileProblem] {
  /// The rows of one reason together, in the order of their first.
  var remarks: [TaskFileAccount.Remark] {
    var order: [String] = []
    var places: [String: [TaskPlace]] = [:]
    for problem in self {
      if places[problem.text] == nil { order.append(problem.text) }
      places[problem.text, default: []].append(problem.place)
    }
    return order.map { reason in
      let places = places[reason] ?? []
      return TaskFileAccount.Remark(
        count: places.count, places: TaskPlace.words(for: places), reason: reason)
    }
  }
}

extension TaskPlace {
  /// "line 7", "lines 3 to 5, 9", "items 0, 2"; the places are of one file and ascend.
  static func words(for places: [TaskPlace]) -> String {
    guard let first = places.first else { return "" }
    var runs: [ClosedRange<Int>] = []
    for number in places.map(\.number) {
      if let last = runs.last, number <= last.upperBound + 1 {
        runs[runs.count - 1] = last.lowerBound...Swift.max(last.upperBound, number)
      } else {
        runs.append(number...number)
      }
    }
    let noun = first.unit == .line ? "line" : "item"
    let isOne = runs.count == 1 && runs[0].count == 1
    return (isOne ? "\(noun) " : "\(noun)s ")
      + runs.map { run in
        run.count == 1
          ? "\(run.lowerBound)"
          : run.count == 2
            ? "\(run.lowerBound), \(run.upperBound)" : "\(run.lowerBound) to \(run.upperBound)"
      }.joined(separator: ", ")
  }
}
