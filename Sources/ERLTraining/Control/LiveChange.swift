import RunModel

/// An option that somebody changes while the run goes on.
package struct LiveChange: Codable, Equatable, Sendable {
  package var key: String
  package var value: ConfigurationValue
  package var who: String

  package init(key: String, value: ConfigurationValue, who: String) {
    self.key = key
    self.value = value
    self.who = who
  }
}

extension ERLLoop {
  /// Puts into force what was asked for since the last step, and what a resume found behind its
  /// checkpoint: the next step is the first that knows it.
  mutating func takeChanges() throws {
    let step = state.step + 1
    for note in replayed.removeValue(forKey: step) ?? [] { try journal.record(.control(note)) }
    let changes = (planned.removeValue(forKey: step) ?? []) + control.takeChanges()
    for change in changes {
      let option = try ConfigurationOption.named(change.key)
      let old = option.value(in: configuration)
      try option.set(change.value, in: &configuration)
      state.changes = (state.changes ?? []) + [change]
      let setting = SettingChange(key: change.key, old: old.toml, new: change.value.toml)
      try journal.record(
        .control(
          ControlRecord(
            step: step, action: "set",
            detail: "\(setting.key) \(setting.old) → \(setting.new)", who: change.who,
            setting: setting)))
    }
  }

  /// Goes on with the options that were in force when a checkpoint was made.
  mutating func takeUpChanges() throws {
    for change in state.changes ?? [] {
      try ConfigurationOption.named(change.key).set(change.value, in: &configuration)
    }
  }
}
