import Basics
import RLCore

extension RunConfiguration {
  /// The whole configuration as a file: every option, its value, and what it is for.
  ///
  /// Reading it back gives an equal configuration.
  package func resolvedTOML() -> String {
    schema.sections.map(lines(of:)).joined(separator: "\n")
  }

  /// Tells apart runs that were asked for different things: 16 hexadecimal digits.
  ///
  /// Options that change only how fast a run is do not count.
  package var digest: String {
    let usual = RunConfiguration(schema)
    let settings = schema.options
      .filter { $0.hasEffect && !($0.isLater && $0.value(in: self) == $0.value(in: usual)) }
      .map { "\($0.digestKey) = \($0.value(in: self).toml)\n" }
    return FNV1a.hexadecimal(of: settings.joined().utf8)
  }

  private func lines(of section: ConfigurationSection) -> String {
    let settings = section.options.map { "\($0.name) = \($0.value(in: self).toml)" }
    let width = settings.map(\.count).max() ?? 0
    var lines = ["# \(section.help)"]
    if !section.name.isEmpty { lines.append("[\(section.name)]") }
    for (setting, option) in zip(settings, section.options) {
      let gap = String(repeating: " ", count: width - setting.count + 2)
      lines.append("\(setting)\(gap)# \(option.help)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
