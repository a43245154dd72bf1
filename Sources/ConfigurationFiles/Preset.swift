import RunModel

/// A configuration that is compiled in, in the form of a file.
package struct Preset: Sendable {
  /// The key by which a file says what it is based on.
  static let key = ["preset"]

  package let name: String
  /// One line for `kolb list`.
  package let summary: String
  /// The preset whose options it takes over.
  let base: String?
  package let toml: String

  init(_ name: String, _ summary: String, base: String? = nil, toml: String) {
    self.name = name
    self.summary = summary
    self.base = base
    self.toml = toml
  }

  /// The first is what a run does that names none.
  package static let all = [
    frozenLake, frozenLakeRLVR, sokoban, sokobanRLVR, hotpotQA, hotpotQARLVR, sokobanFar,
    sokobanFarRLVR, frozenLakeTempted, frozenLakeLM, sokobanLM, hotpotQALM,
  ]

  /// What a server is asked where nobody says what.
  package static let forServers = frozenLakeLM.name

  package static func named(_ name: String) -> Preset? {
    all.first { $0.name == name }
  }

  /// The configuration of a run by this preset.
  ///
  /// - Parameter schema: what options there are.
  /// - Returns: its values, and for the rest the defaults.
  /// - Throws: `ConfigurationError` where the schema lacks an option that it names.
  package func configuration(
    _ schema: ConfigurationSchema
  ) throws(ConfigurationError) -> RunConfiguration {
    var start = RunConfiguration(schema)
    if let base = base.flatMap(Preset.named) { start = try base.configuration(schema) }
    return try RunConfiguration(toml: toml, file: name, onto: start)
  }
}
