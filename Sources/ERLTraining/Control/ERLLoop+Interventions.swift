import RLCore
import RunModel

extension ERLLoop {
  /// Does what was asked for since the last step, and what a resume found behind its checkpoint:
  /// the next step is the first that knows it.
  mutating func intervene() throws {
    let step = state.step + 1
    for intervention in (planned.removeValue(forKey: step) ?? []) + control.takeInterventions() {
      switch intervention {
      case .set(let change): try set(change, step: step)
      case .memory(let order, let who): try carryOut(order, by: who, step: step)
      case .note(let record): try journal.record(.control(record))
      }
    }
  }

  private mutating func set(_ change: LiveChange, step: Int) throws {
    let option = try configuration.schema.option(named: change.key)
    let old = option.value(in: configuration)
    try option.set(change.value, in: &configuration)
    state.changes = (state.changes ?? []) + [change]
    let setting = SettingChange(key: change.key, old: old.toml, new: change.value.toml)
    try journal.record(.control(ControlRecord(step: step, action: .set(setting), who: change.who)))
  }

  private mutating func carryOut(_ order: MemoryOrder, by who: String, step: Int) throws {
    func record(_ action: ControlAction) throws {
      try journal.record(.control(ControlRecord(step: step, action: action, who: who)))
    }
    let deed = ControlAction.memory(order.change.kind, id: order.id)
    let change: MemoryChange
    do throws(MemoryOrderProblem) {
      change = try state.memory.carryOut(order, step: step)
    } catch {
      return try record(.refused("\(deed.detail): \(error)"))
    }
    try record(deed)
    try journal.record(.memory(change))
  }

  /// Goes on with the options that were in force when a checkpoint was made.
  mutating func takeUpChanges() throws {
    for change in state.changes ?? [] {
      try configuration.schema.option(named: change.key).set(change.value, in: &configuration)
    }
  }
}
