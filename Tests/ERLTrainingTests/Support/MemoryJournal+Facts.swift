import RunModel

/// The events of a journal by their kinds.
extension MemoryJournal {
  var attempts: [AttemptRecord] {
    events.compactMap { if case .attempt(let record) = $0 { record } else { nil } }
  }

  func attempts(_ kind: AttemptKind) -> [AttemptRecord] { attempts.filter { $0.attempt == kind } }

  var reflections: [ReflectionRecord] {
    events.compactMap { if case .reflection(let record) = $0 { record } else { nil } }
  }

  var updates: [UpdateRecord] {
    events.compactMap { if case .update(let record) = $0 { record } else { nil } }
  }

  var memoryChanges: [MemoryChange] {
    events.compactMap { if case .memory(let change) = $0 { change } else { nil } }
  }
}
