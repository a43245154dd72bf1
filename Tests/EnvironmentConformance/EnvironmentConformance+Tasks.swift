import RLCore
import Testing

/// What is promised of tasks.
extension EnvironmentConformance {
  /// The same place of a split holds the same task, and what is kept out of training is.
  package func tasks(in split: TaskSplit) async throws {
    let (ones, others) = (try await tasks(of: split), try await tasks(of: split))
    #expect(ones.count == others.count)
    for (one, other) in zip(ones, others) {
      #expect(one.id == other.id && one.board == other.board && one.trueRules == other.trueRules)
    }
    guard split != .training else { return }
    let training = Set(try await tasks(of: .training).map(\.id))
    #expect(training.isDisjoint(with: ones.map(\.id)))
  }

  /// A sibling is another training task of the same rules.
  package func siblings() async throws {
    let world = try await make()
    let kept = Set(
      try await tasks(of: .heldOut).map(\.id) + (try await tasks(of: .permuted).map(\.id)))
    for (index, task) in try await tasks(of: .training).prefix(10).enumerated() {
      var names: Set<String> = []
      for number in 0..<4 {
        let sibling = try await world.sibling(of: task, at: index, number: number, seed: 1)
        let again = try await world.sibling(of: task, at: index, number: number, seed: 1)
        #expect(sibling.id == again.id && sibling.board == again.board)
        #expect(sibling.id != task.id)
        #expect(sibling.trueRules == task.trueRules)
        #expect(!kept.contains(sibling.id))
        names.insert(sibling.id)
      }
      #expect(names.count > 1, "numbers tell siblings apart")
    }
  }
}
