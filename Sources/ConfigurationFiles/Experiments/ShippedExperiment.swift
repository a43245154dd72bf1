import Basics
import RunModel

/// An experiment that is compiled in, in the form of a file.
package struct ShippedExperiment: Sendable {
  package let name: String
  /// One line for `kolb list`.
  package let summary: String
  package let toml: String

  init(_ name: String, _ summary: String, toml: String) {
    self.name = name
    self.summary = summary
    self.toml = toml
  }

  package static let all: [ShippedExperiment] = [
    paper, paperSokoban, paperHotpotQA, ablations, ablationsSokoban, ablationsSokobanFar,
    ablationsHotpotQA, claims, claimsSokobanFar, hacking,
  ]

  package static func named(_ name: String) -> ShippedExperiment? {
    all.first { $0.name == name }
  }

  /// The text of the experiment that an argument names: a shipped one, or a file whose name ends
  /// in ".toml".
  ///
  /// - Throws: `ConfigurationFileError`.
  package static func text(named source: String) throws(ConfigurationFileError) -> String {
    if let shipped = named(source) { return shipped.toml }
    guard source.hasSuffix(".toml") || source.contains("/") else {
      throw .unknownExperiment(
        source, suggestion: Spelling.nearest(to: source, among: all.map(\.name)))
    }
    return try RunConfiguration.text(ofFile: source)
  }
}

extension ExperimentDescription {
  /// The lines on which the arms of a description begin, by their names.
  package static func linesOfArms(in toml: String) -> [String: Int] {
    let arms = TOMLReader(toml).entries.filter { $0.path.count > 1 && $0.path[0] == "arms" }
    return Dictionary(arms.map { ($0.path[1], $0.line) }, uniquingKeysWith: { first, _ in first })
  }
}
