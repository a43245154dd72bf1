import RunModel

/// Which run of an experiment an open run is.
package struct ExperimentMember: Sendable, Equatable {
  package var arm: String
  /// A few words for headings and keys of plots.
  package var title: String
  package var seed: Int
  /// Whether the other arms are compared with this one.
  package var isBaseline: Bool

  package init(arm: String, title: String? = nil, seed: Int, isBaseline: Bool = false) {
    self.arm = arm
    self.title = title ?? arm
    self.seed = seed
    self.isBaseline = isBaseline
  }
}
