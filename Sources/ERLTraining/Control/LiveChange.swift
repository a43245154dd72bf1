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

/// What somebody does to a run between two of its steps.
package enum Deed: Equatable, Sendable {
  case set(LiveChange)
  case memory(MemoryOrder, who: String)
  /// A remark from a part of the log that is written again.
  case note(ControlRecord)
}

extension ERLLoop {
  /// Does what was asked for since the last step, and what a resume found behind its checkpoint:
  /// the next step is the first that knows it.
  mutating func takeDeeds() throws {
    let step = state.step + 1
    for deed in (planned.removeValue(forKey: step) ?? []) + control.takeDeeds() {
      switch deed {
      case .set(let change): try take(change, step: step)
      case .memory(let order, let who): try take(order, by: who, step: step)
      case .note(let record): try journal.record(.control(record))
      }
    }
  }

  private mutating func take(_ change: LiveChange, step: Int) throws {
    let option = try ConfigurationOption.named(change.key)
    let old = option.value(in: configuration)
    try option.set(change.value, in: &configuration)
    state.changes = (state.changes ?? []) + [change]
    let setting = SettingChange(key: change.key, old: old.toml, new: change.value.toml)
    try journal.record(
      .control(
        ControlRecord(
          step: step, action: .set(setting), who: change.who)))
  }

  private mutating func take(_ order: MemoryOrder, by who: String, step: Int) throws {
    let action = ControlAction.memory(order.change.kind, id: order.id)
    let change: MemoryChange
    do throws(MemoryOrderProblem) {
      change = try state.memory.carryOut(order, step: step)
    } catch {
      return try journal.record(
        .control(
          ControlRecord(step: step, action: .refused("\(action.detail): \(error)"), who: who)))
    }
    try journal.record(
      .control(ControlRecord(step: step, action: action, who: who)))
    try journal.record(.memory(change))
  }

  /// Goes on with the options that were in force when a checkpoint was made.
  mutating func takeUpChanges() throws {
    for change in state.changes ?? [] {
      try ConfigurationOption.named(change.key).set(change.value, in: &configuration)
    }
  }
}
