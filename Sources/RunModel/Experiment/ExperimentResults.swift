/// The runs of an experiment as far as there are any, each folded to its state.
///
/// A state is folded with the threshold of its arm's configuration.
package struct ExperimentResults: Sendable {
  package var description: ExperimentDescription
  /// By arm, then by seed.
  package var states: [String: [Int: RunState]]

  package init(description: ExperimentDescription, states: [String: [Int: RunState]] = [:]) {
    self.description = description
    self.states = states
  }

  /// The states of an arm, by ascending seed.
  package func runs(of arm: String) -> [(seed: Int, state: RunState)] {
    (states[arm] ?? [:]).sorted { $0.key < $1.key }.map { (seed: $0.key, state: $0.value) }
  }

  /// Both arms of each seed that both have.
  package func pairs(
    of arm: String, and other: String
  ) -> [(seed: Int, arm: RunState, other: RunState)] {
    runs(of: arm).compactMap { run in
      states[other]?[run.seed].map { (seed: run.seed, arm: run.state, other: $0) }
    }
  }
}
