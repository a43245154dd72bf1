import RLCore

/// The settings of a run beside the options that there are for them.
///
/// A setting is read and changed as if it stood here: `configuration.erl.gate`.
@dynamicMemberLookup
package struct RunConfiguration: Sendable, Equatable {
  package typealias Algorithm = RunSettings.Algorithm

  /// The option that says how many training steps a run has.
  package static let totalKey = "steps"

  /// What options there are.
  package let schema: ConfigurationSchema
  package internal(set) var settings = RunSettings()

  /// Every option at its default.
  package init(_ schema: ConfigurationSchema = .core) {
    self.schema = schema
    settings.environment = schema.environment
    settings.policy.model = schema.model
  }

  package subscript<Value>(dynamicMember path: WritableKeyPath<RunSettings, Value>) -> Value {
    get { settings[keyPath: path] }
    set { settings[keyPath: path] = newValue }
  }

  package subscript<Value>(dynamicMember path: KeyPath<RunSettings, Value>) -> Value {
    settings[keyPath: path]
  }

  /// The options of a world or a backend.
  package func values(of table: String) -> OptionValues { settings.values(of: table) }
}

extension ConfigurationOption {
  package func value(in configuration: RunConfiguration) -> OptionValue {
    value(in: configuration.settings)
  }

  /// Puts a value into a configuration, which stays as it was if the value is refused.
  package func set(
    _ value: OptionValue, in configuration: inout RunConfiguration
  ) throws(ConfigurationProblem) {
    try set(value, in: &configuration.settings)
  }
}
