import ConfigurationFiles
import Environments
import RunModel

extension ConfigurationSchema {
  /// The options of a run in the worlds that ship.
  static let shipped = ConfigurationSchema(
    worlds: EnvironmentCatalog.shipped.entries.map(\.options), environment: "frozenlake",
    model: "frozenlake")
}

extension RunConfiguration {
  init(toml: String, file: String) throws(ConfigurationError) {
    try self.init(toml: toml, file: file, onto: RunConfiguration(.shipped))
  }

  init(named source: String) throws {
    try self.init(named: source, .shipped)
  }
}

extension ExperimentDescription {
  init(toml: String, file: String, settings: [String] = []) throws(ConfigurationError) {
    try self.init(toml: toml, file: file, settings: settings, schema: .shipped)
  }
}
