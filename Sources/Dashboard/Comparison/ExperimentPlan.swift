/// What the open experiments ask for in all, also of runs that have not begun.
package struct ExperimentPlan: Sendable, Equatable {
  package var runs: Int
  package var steps: Int

  package init(runs: Int, steps: Int) {
    self.runs = runs
    self.steps = steps
  }
}
