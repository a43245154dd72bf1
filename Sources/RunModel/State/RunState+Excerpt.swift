extension RunState {
  /// Whether it was folded from an excerpt, so that what it has nothing of says nothing of the run.
  package var isExcerpt: Bool {
    guard let start, start.format == nil, episodes.count == 0 else { return false }
    return steps.last?.update?.rows.isEmpty ?? false
  }

  /// The few events that learning curves, costs and ends are made of: another state that applies
  /// them compares as this one does, at a hundredth of the size.
  ///
  /// Evaluations are there with their rates alone, updates where something was evaluated and at the
  /// end with what the run had spent until then, and of attempts and reflections there are none.
  package var excerpt: [LoggedEvent] {
    var events: [LoggedEvent] = start.map { [LoggedEvent(.runStarted($0))] } ?? []
    var updates = steps.compactMap { step in
      step.update.map { (spent: $0.withoutRows, elapsed: step.elapsed) }
    }[...]
    func add(_ update: (spent: UpdateRecord, elapsed: Double?)) {
      events.append(LoggedEvent(.update(update.spent), elapsed: update.elapsed))
    }
    for point in evaluations {
      if let place = updates.lastIndex(where: { $0.spent.step <= point.record.step }) {
        add(updates[place])
        updates = updates[(place + 1)...]
      }
      events.append(LoggedEvent(.evaluation(point.record.withoutRewards), elapsed: point.elapsed))
    }
    if let last = updates.last { add(last) }
    switch status {
    case .finished: events.append(LoggedEvent(.runFinished(step: stepsDone), elapsed: elapsed))
    case .failed(let step, let reason):
      events.append(LoggedEvent(.runFailed(step: step, reason: reason), elapsed: elapsed))
    case .waiting, .running, .paused, .stopped: break
    }
    return events
  }
}

extension LoggedEvent {
  fileprivate init(_ event: RunEvent, elapsed: Double?) {
    self.init(event, time: elapsed.map { EventTime(elapsed: $0) })
  }
}

extension UpdateRecord {
  /// What was spent, without what the rows of each kind did.
  fileprivate var withoutRows: Self {
    var record = self
    record.rows = [:]
    return record
  }
}
