import RLCore

extension ExperimentDescription {
  /// The experiment as a file, fully resolved: nothing in it depends on presets of a version.
  ///
  /// The options of the baseline stand once; an arm names those in which it differs.
  /// Reading it back gives an equal description.
  package func resolvedTOML() -> String {
    let common = arm(named: baseline)?.configuration ?? RunConfiguration()
    let options = Self.options(of: common.schema)
    let text = { (value: String) in OptionValue.text(value).toml }
    var lines = [
      "# The experiment as it was begun; 'kolb experiment' goes on with it.",
      "name = \(text(name))", "title = \(text(title))", "question = \(text(question))",
      "baseline = \(text(baseline))",
      "seeds = \(OptionValue.list(seeds.map { .integer($0) }).toml)",
      "claims = \(OptionValue.list(claims.map { .text($0.rawValue) }).toml)",
      "", "# What every arm does that says nothing else.", "[set]",
    ]
    lines += options.map { "\($0.key) = \($0.value(in: common).toml)" }
    for arm in arms {
      let name = arm.name.contains(".") ? text(arm.name) : arm.name
      lines += ["", "[arms.\(name)]", "title = \(text(arm.title))"]
      lines += arm.published.map {
        "published.\(text($0.source)) = \(OptionValue.number($0.value).toml)"
      }
      lines += options.filter { $0.value(in: arm.configuration) != $0.value(in: common) }
        .map { "set.\($0.key) = \($0.value(in: arm.configuration).toml)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Options that an arm may set: all but those that belong to the grid.
  static func options(of schema: ConfigurationSchema) -> [ConfigurationOption] {
    schema.options.filter { !ownedByGrid.contains($0.key) }
  }

  /// Options that the grid gives to each run.
  package static let ownedByGrid: Set = ["seed", "threads"]

  /// What keeps this experiment from going on in the folder of another, in words; `nil` if
  /// nothing does, because they differ at most in their seeds and words.
  package func conflict(with earlier: ExperimentDescription) -> String? {
    let names = arms.map(\.name)
    let earlierNames = earlier.arms.map(\.name)
    if let missing = earlierNames.first(where: { !names.contains($0) }) {
      return "it has an arm '\(missing)' that this one lacks"
    }
    for arm in arms {
      guard let old = earlier.arm(named: arm.name) else {
        return "it lacks the arm '\(arm.name)' of this one"
      }
      for option in Self.options(of: arm.configuration.schema) {
        let there = option.value(in: old.configuration)
        let here = option.value(in: arm.configuration)
        if there != here {
          return "in the arm '\(arm.name)', \(option.key) is \(there.toml) there and \(here.toml) "
            + "here"
        }
      }
    }
    return baseline == earlier.baseline
      ? nil : "its baseline is '\(earlier.baseline)' and not '\(baseline)'"
  }
}
