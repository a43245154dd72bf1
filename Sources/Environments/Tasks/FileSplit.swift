/// Tasks of a file, most of them to train on and every fifth board to measure with.
///
/// Equal boards stay on one side, so that no held-out board is ever trained on.
struct FileSplit<Task> {
  private(set) var training: [Task] = []
  private(set) var heldOut: [Task] = []

  private static var heldOutEvery: Int { 5 }

  /// - Parameters:
  ///   - tasks: in the order of the file.
  ///   - board: what makes two tasks the same problem.
  init(_ tasks: [Task], board: (Task) -> some Hashable) {
    var numbers: [AnyHashable: Int] = [:]
    for task in tasks where numbers[AnyHashable(board(task))] == nil {
      numbers[AnyHashable(board(task))] = numbers.count
    }
    // In a short file the last is held out; the one board of a file that has no other is not.
    let every = Swift.min(Self.heldOutEvery, numbers.count)
    for task in tasks {
      let number = numbers[AnyHashable(board(task))] ?? 0
      if every > 1, number % every == every - 1 {
        heldOut.append(task)
      } else {
        training.append(task)
      }
    }
  }
}

/// Names of tasks, no two different tasks under one.
struct TaskNames: Sendable {
  private var known: [String: [String]] = [:]

  /// - Parameters:
  ///   - name: as the file has it, or `nil`.
  ///   - place: where the task stands.
  ///   - task: what makes two tasks equal.
  /// - Returns: that name, or one after the place; with the place behind it where it is taken.
  mutating func name(_ name: String?, at place: TaskPlace, for task: [String]) -> String {
    let name = name.flatMap { $0.isEmpty ? nil : $0 } ?? place.name
    guard let other = known[name], other != task else {
      known[name] = task
      return name
    }
    let unit = place.unit == .line ? "line" : "item"
    return "\(name) (\(unit) \(place.number))"
  }
}
