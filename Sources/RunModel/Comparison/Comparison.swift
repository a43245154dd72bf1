/// Arms that are held against each other, each with a run a seed.
package struct Comparison: Sendable {
  package struct Arm: Sendable {
    package var name: String
    /// A few words for headings and keys of plots.
    package var title: String
    /// By ascending seed.
    package var runs: [ComparedRun]
    /// What others report for an arm like this.
    package var published: [PublishedValue]

    package init(
      name: String, title: String? = nil, runs: [ComparedRun], published: [PublishedValue] = []
    ) {
      self.name = name
      self.title = title ?? name
      self.runs = runs.sorted { $0.seed < $1.seed }
      self.published = published
    }
  }

  package var title: String
  package var arms: [Arm]
  /// The arm that the others are compared with; `nil` if there is none to compare with.
  package var baseline: String?

  package init(title: String, arms: [Arm], baseline: String? = nil) {
    self.title = title
    self.arms = arms
    let isThere = arms.contains { $0.name == baseline }
    self.baseline = arms.count < 2 ? nil : isThere ? baseline : Self.usualBaseline(of: arms)
  }

  /// RLVR, which the method is an improvement of; else the first arm.
  private static func usualBaseline(of arms: [Arm]) -> String? {
    let plain = arms.first { $0.runs.first?.state.start?.algorithm == "rlvr" }
    return (plain ?? arms.first)?.name
  }

  package func arm(named name: String) -> Arm? { arms.first { $0.name == name } }

  /// Whether unfinished runs are left out of arms of several: as soon as one came to its end,
  /// since its figures would be averaged with those of runs that are still learning.
  package var countsFinishedOnly: Bool {
    arms.contains { $0.runs.count > 1 }
      && arms.contains { $0.runs.contains(where: \.isFinished) }
  }

  /// The runs of an arm that figures are made from.
  package func counted(_ arm: Arm) -> [ComparedRun] {
    countsFinishedOnly ? arm.runs.filter(\.isFinished) : arm.runs
  }

  /// Unfinished and failed runs and what of others could not be read, in words.
  package var remarks: [String] {
    arms.flatMap { arm in
      arm.runs.flatMap { run -> [String] in
        let name =
          arm.runs.count > 1 || arm.name != run.name ? "\(arm.name) seed \(run.seed)" : run.name
        return [run.shortfall, run.leftOut].compactMap { $0 }.map { "\(name): \($0)" }
      }
    }
  }

  /// The runs that are compared as they were, because somebody looks back, in words.
  package var earlierMoments: [String] {
    arms.flatMap { arm in
      arm.runs.filter(\.isLookedBackAt).map { run in
        "\(arm.name == run.name ? run.name : "\(arm.name) seed \(run.seed)"): "
          + "you look back to step \(run.state.stepsDone) of it; F comes forward"
      }
    }
  }

  /// Success of a random walk: the mean of what each run measured on its own tasks; `nil` where
  /// the runs are of several worlds, of which the mean is none's.
  package var randomWalk: Double? {
    let walks = randomWalks
    return walks.count == 1 ? walks[0].success : nil
  }

  /// The same of each world that the runs are of.
  package var randomWalks: [(world: String, success: Double)] {
    var found: [(world: String, values: [Double])] = []
    for start in arms.flatMap(\.runs).compactMap(\.state.start) {
      guard let value = start.randomWalk, value.isFinite else { continue }
      if let place = found.firstIndex(where: { $0.world == start.environment }) {
        found[place].values.append(value)
      } else {
        found.append((start.environment, [value]))
      }
    }
    return found.map { ($0.world, $0.values.reduce(0, +) / Double($0.values.count)) }
  }
}
