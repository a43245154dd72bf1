extension Environment {
  /// A training task at a place that is drawn: of a finite split any of its tasks, else one beyond
  /// all places that a run comes to.
  ///
  /// Split and letters are those of training, so that it is never a held-out task. Names tell
  /// whether it is another task, and the draw is repeated until it is.
  package func sibling(
    of task: any EnvironmentTask, at index: Int, number: Int, seed: UInt64
  ) async throws -> any EnvironmentTask {
    var generator = SeededGenerator(seed: seed, purpose: "sibling", index, number)
    let count = taskCount(in: .training).map { UInt64(max($0, 1)) }
    for _ in 0..<mostSiblingDraws {
      let draw = generator.next()
      let place = count.map { Int(draw % $0) } ?? firstSiblingPlace + Int(draw >> 33)
      let sibling = try await self.task(at: place, in: .training, seed: seed)
      if sibling.id != task.id { return sibling }
    }
    throw NoSibling(task: task.id)
  }
}

/// Steps and prompts of a step are limited so that no run comes to this place.
private let firstSiblingPlace = 1 << 32

/// Of two tasks, the other is missed as often about once in 2⁶⁴ times.
private let mostSiblingDraws = 64

/// A world whose training split has one task alone.
package struct NoSibling: UnmetOptions, Equatable {
  package let task: String

  package init(task: String) { self.task = task }

  package var description: String {
    "No other training task than '\(task)' was found, so there is none to try again on. Give the "
      + "world more tasks, or set erl.retry_on to \"same\"."
  }
}
