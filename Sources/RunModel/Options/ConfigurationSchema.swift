import Basics
import RLCore

/// What options a run can have: those of every run, and those of the worlds and backends that a
/// program knows.
///
/// A class, because every configuration refers to the one that it was made by.
package final class ConfigurationSchema: Sendable {
  /// The tables of the file, in the order in which they are written.
  package let sections: [ConfigurationSection]
  package let options: [ConfigurationOption]
  /// The world of a configuration that names none.
  let environment: String
  /// The model of a configuration that names none.
  let model: String
  private let byKey: [String: ConfigurationOption]

  /// The options of every run alone, without a world.
  package static let core = ConfigurationSchema()

  /// - Parameters:
  ///   - worlds: the tables of the worlds, in the order of their catalog.
  ///   - backends: the tables of the kinds of policies.
  ///   - environment: the world of a configuration that names none.
  ///   - model: the model of a configuration that names none.
  /// - Precondition: no two tables have one name.
  package init(
    worlds: [OptionTable] = [], backends: [OptionTable] = [], environment: String = "",
    model: String = ""
  ) {
    let own: [ConfigurationSection] = [
      .policy, .reflector, .erl, .erlTrain, .erlHuman, .rlvr, .optimizer, .evaluation, .probes,
      .log, .limits,
    ]
    sections =
      [.top] + worlds.map(ConfigurationSection.init) + backends.map(ConfigurationSection.init) + own
    options = sections.flatMap(\.options)
    self.environment = environment
    self.model = model
    precondition(Set(sections.map(\.name)).count == sections.count, "two tables of one name")
    byKey = Dictionary(
      options.flatMap { option in option.keys.map { ($0, option) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The options that may be changed while a run goes on, in the order of the file.
  package var changeable: [ConfigurationOption] { options.filter(\.isChangeable) }

  /// The option with a whole key such as "erl.memory".
  package func option(named key: String) throws(ConfigurationProblem) -> ConfigurationOption {
    if let option = byKey[key] { return option }
    throw .unknownKey(key, suggestion: suggestion(for: key))
  }

  /// The key that was probably meant: the nearest one, or one of that name in another table.
  package func suggestion(for key: String) -> String? {
    if let nearest = Spelling.nearest(to: key, among: options.map(\.key)) { return nearest }
    let name = key.split(separator: ".").last.map(String.init) ?? key
    guard let nearest = Spelling.nearest(to: name, among: options.map(\.name)) else { return nil }
    return options.first { $0.name == nearest }?.key
  }
}

extension ConfigurationSchema: Equatable {
  /// Schemas are equal that have the same options, which is all that configurations differ in.
  package static func == (one: ConfigurationSchema, other: ConfigurationSchema) -> Bool {
    one === other || one.options.map(\.key) == other.options.map(\.key)
  }
}
