import RunModel

/// The folder that a run lies in, as far as what can be done with it goes.
package struct RunFolder: Sendable, Equatable {
  package var path: String
  /// Whether there is something that the run can go on from.
  package var hasCheckpoint: Bool

  package init(path: String, hasCheckpoint: Bool) {
    self.path = path
    self.hasCheckpoint = hasCheckpoint
  }
}

/// A preset, for a list of what can be begun.
package struct PresetEntry: Sendable, Equatable {
  package var name: String
  package var summary: String
  package var environment: String
  package var algorithm: RunConfiguration.Algorithm
  package var steps: Int
  /// Whether it wants a model that somebody has to name.
  package var wantsModel: Bool

  package init(
    name: String, summary: String, environment: String, algorithm: RunConfiguration.Algorithm,
    steps: Int, wantsModel: Bool = false
  ) {
    self.name = name
    self.summary = summary
    self.environment = environment
    self.algorithm = algorithm
    self.steps = steps
    self.wantsModel = wantsModel
  }
}
