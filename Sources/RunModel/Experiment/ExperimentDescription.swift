/// What an experiment asks and how: arms that differ in options, each run with the same seeds.
///
/// Runs of one seed are paired: they see the same tasks and begin with the same weights, so that
/// arms are compared seed by seed.
package struct ExperimentDescription: Sendable, Equatable {
  /// The shipped experiment, or the name of the file that it came from.
  package var name: String
  /// One line for lists and headings.
  package var title: String
  /// What the experiment is to find out, in a sentence or two.
  package var question: String
  /// The arm that the others are compared with.
  package var baseline: String
  /// In the order in which they are shown.
  package var arms: [ExperimentArm]
  package var seeds: [Int]
  /// What is to be judged by the runs.
  package var claims: [ExperimentClaim]

  package init(
    name: String, title: String = "", question: String = "", baseline: String,
    arms: [ExperimentArm], seeds: [Int], claims: [ExperimentClaim] = []
  ) {
    self.name = name
    self.title = title
    self.question = question
    self.baseline = baseline
    self.arms = arms
    self.seeds = seeds
    self.claims = claims
  }

  package func arm(named name: String) -> ExperimentArm? { arms.first { $0.name == name } }
}

/// One configuration of an experiment, to be run with every seed.
package struct ExperimentArm: Sendable, Equatable {
  /// Names the arm in tables and its folder on the disk.
  package var name: String
  /// A few words for headings and keys of plots; the name where nothing better is said.
  package var title: String
  /// Every option but the seed, which is the run's.
  package var configuration: RunConfiguration
  /// What others report for an arm like this, to be shown beside ours.
  package var published: [PublishedValue]

  package init(
    name: String, title: String? = nil, configuration: RunConfiguration,
    published: [PublishedValue] = []
  ) {
    self.name = name
    self.title = title ?? name
    self.configuration = configuration
    self.published = published
  }

  /// Names become folders, so they are short and plain: letters, digits, '-', '_' and '.'.
  package static func isName(_ name: String) -> Bool {
    let plain = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
    return plain && !name.isEmpty && name.utf8.count <= 64 && !name.hasPrefix(".")
  }
}

/// A final success rate that somebody else reports, with its source.
package struct PublishedValue: Sendable, Equatable {
  /// Which model or setting: "Qwen3-4B".
  package var source: String
  package var value: Double

  package init(source: String, value: Double) {
    self.source = source
    self.value = value
  }
}
