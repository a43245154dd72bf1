/// What the open experiments ask for in all, also of runs that have not begun.
package struct ExperimentPlan: Sendable, Equatable {
  /// "claims": what the experiments are called; empty where nobody says.
  package var name: String
  package var runs: Int
  package var steps: Int

  package init(name: String = "", runs: Int, steps: Int) {
    self.name = name
    self.runs = runs
    self.steps = steps
  }
}
