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
      case .memory(let change, let who, let order):
        try carryOut(change, by: who, order: order, step: step)
      case .note(let record): try journal.record(.control(record))
      }
    }
  }

  /// Writes remarks again that were made behind the last step, where no other will look for them.
  mutating func repeatRemarks() throws {
    for case .note(let record) in planned.removeValue(forKey: state.step + 1) ?? [] {
      try journal.record(.control(record))
    }
  }

  private mutating func set(_ change: LiveChange, step: Int) throws {
    let option = try configuration.schema.option(named: change.key)
    var change = change
    let old = option.value(in: configuration)
    change.old = old
    try option.set(change.value, in: &configuration)
    state.changes = (state.changes ?? []) + [change]
    let setting = SettingChange(key: change.key, old: old.toml, new: change.value.toml)
    try journal.record(
      .control(
        ControlRecord(step: step, action: .set(setting), who: change.who, order: change.order)))
  }

  /// Says that options have the values again that they had at the latest checkpoint, since no step
  /// could be made with those that somebody gave them.
  ///
  /// Whoever resumes reads it and does without these changes, which would end the run once more.
  func takeBackChanges() throws {
    for change in (state.changes ?? []).dropFirst(savedChanges).reversed() {
      guard let old = change.old else { continue }
      let setting = SettingChange(key: change.key, old: change.value.toml, new: old.toml)
      try journal.record(
        .control(ControlRecord(step: state.step + 1, action: .undo(setting), who: "the engine")))
    }
  }

  private mutating func carryOut(
    _ wanted: MemoryOrder, by who: String, order: Int?, step: Int
  ) throws {
    func record(_ action: ControlAction) throws {
      try journal.record(
        .control(ControlRecord(step: step, action: action, who: who, order: order)))
    }
    let action = ControlAction.memory(wanted.change.kind, id: wanted.id)
    let change: MemoryChange
    do throws(MemoryOrderProblem) {
      change = try state.memory.carryOut(wanted, step: step)
    } catch {
      return try record(.refused("\(action.detail): \(error)"))
    }
    try record(action)
    try journal.record(.memory(change))
  }

  /// Goes on with the options that were in force when a checkpoint was made.
  mutating func takeUpChanges() throws {
    for change in state.changes ?? [] {
      try configuration.schema.option(named: change.key).set(change.value, in: &configuration)
    }
  }
}
