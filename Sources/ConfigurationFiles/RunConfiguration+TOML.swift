import RLCore
import RunModel

extension RunConfiguration {
  /// Reads a configuration from the text of a file.
  ///
  /// Options that the text leaves out keep the value of the preset that it names by
  /// `preset = "NAME"`, or else of `base`.
  ///
  /// - Parameters:
  ///   - toml: the text.
  ///   - file: its name, for messages.
  ///   - base: what options have that neither the text nor a preset names; its schema says which
  ///     there are.
  /// - Throws: `ConfigurationError` with everything that is wrong, in the order of the lines.
  package init(
    toml: String, file: String, onto base: RunConfiguration
  ) throws(ConfigurationError) {
    var reading = ConfigurationReading(file: file, configuration: base)
    try reading.read(toml)
    self = reading.configuration
  }

  /// Changes one option by an argument such as "erl.memory=bank".
  ///
  /// A text needs no quotes.
  package mutating func apply(setting: String) throws(ConfigurationError) {
    do throws(ConfigurationProblem) {
      guard let equals = setting.firstIndex(of: "=") else { throw .noValue(setting) }
      let key = setting[..<equals].filter { $0 != " " }
      let text = String(setting[setting.index(after: equals)...])
      let option = try schema.option(named: key)
      try option.set(Self.value(of: text, for: option), in: &self)
    } catch {
      throw ConfigurationError([.init(place: "--set \(setting)", line: nil, problem: error)])
    }
  }

  private static func value(
    of text: String, for option: ConfigurationOption
  ) -> OptionValue {
    let trimmed = String(text.drop { $0 == " " })
    guard let value = TOMLReader.value(of: trimmed) else { return .text(trimmed) }
    if case .text = value { return value }
    return option.takesText ? .text(trimmed) : value
  }
}
