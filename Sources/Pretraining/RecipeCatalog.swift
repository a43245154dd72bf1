extension PretrainingRecipe {
  /// The base models that can be made, by name: one line each.
  package static let makers: [(name: String, make: @Sendable () throws -> PretrainingRecipe)] = [
    ("frozenlake", { try frozenLake() }), ("sokoban", { try sokoban() }),
    ("hotpotqa", { hotpotQA() }), ("sokoban-far", { try farSokoban() }),
  ]
}
