import ERLTraining
import RLCore
import RunModel

extension ERLLoop {
  /// Takes what people did to a part of the run that is to be done again, so that it comes out the
  /// same: changed options, memory, remarks, and reflections.
  mutating func plan(_ interventions: [RunEvent]) {
    // The record of an order to the memory stands before the change that it made.
    var latest: ControlRecord?
    for event in interventions {
      switch event {
      case .control(let record):
        latest = record
        plan(record)
      case .memory(let change):
        guard let order = MemoryOrder(change) else { continue }
        planned[change.step, default: []].append(
          .memory(order, who: latest?.who ?? "", order: latest?.order))
      case .reflection(let written): answered[written.episode] = .some(written.text)
      default: break
      }
    }
  }

  private mutating func plan(_ record: ControlRecord) {
    switch record.action {
    case .set(let setting):
      let change = try? LiveChange(
        key: setting.key, value: setting.new, who: record.who, order: record.order,
        in: configuration)
      if let change { planned[record.step, default: []].append(.set(change)) }
    case .undo(let setting): withdraw(setting)
    case .note: planned[record.step + 1, default: []].append(.note(record))
    case .timeout(let episode): answered[episode] = .some(nil)
    default: break
    }
  }
}

extension ERLLoop {
  /// Has reflections ready that people handed in for episodes which are to be played again.
  ///
  /// - Returns: the orders that are left.
  mutating func takeReflections(from orders: [GivenOrder]) -> [GivenOrder] {
    orders.filter { given in
      guard case .reflect(let episode, let text) = given.signed.order,
        text.contains(where: { !$0.isWhitespace })
      else { return true }
      if !answered.keys.contains(episode) { answered[episode] = .some(text) }
      return false
    }
  }
}

extension ERLLoop {
  /// Has the run end after another number of steps than it was to, unless what is done again says
  /// so itself.
  mutating func plan(total: Int) {
    let key = RunConfiguration.totalKey
    let said = planned.sorted { $0.key < $1.key }.flatMap(\.value).last { intervention in
      if case .set(let change) = intervention { change.key == key } else { false }
    }
    let change = LiveChange(key: key, value: .integer(total), who: "kolb resume")
    switch said {
    case .set(let last)? where last.value == change.value: return
    case nil where total == configuration.steps: return
    default: break
    }
    let step = Swift.max(state.step + 1, said == nil ? 0 : planned.keys.max() ?? 0)
    planned[step, default: []].append(.set(change))
  }

  /// Leaves out the latest change of an option that no step could be made with, and says so where
  /// it was made.
  private mutating func withdraw(_ setting: SettingChange) {
    let isIt = { (intervention: Intervention) in
      if case .set(let change) = intervention { change.key == setting.key } else { false }
    }
    guard
      let step = planned.keys.sorted().last(where: { planned[$0]?.contains(where: isIt) == true }),
      let place = planned[step]?.lastIndex(where: isIt),
      case .set(let change)? = planned[step]?[place]
    else { return }
    let refusal = ControlAction.refused(
      "\(setting.key) = \(setting.old) ended the run, so it has the value \(setting.new) again")
    planned[step]?[place] = .note(
      ControlRecord(step: step, action: refusal, who: "the engine", order: change.order))
  }
}

extension MemoryOrder {
  /// The order that a change by hand came from; `nil` for one that training made.
  fileprivate init?(_ change: MemoryChange) {
    guard change.why == .byHand else { return nil }
    switch change.change {
    case .pinned: self.init(.pin, id: change.id)
    case .unpinned: self.init(.unpin, id: change.id)
    case .evicted: self.init(.evict, id: change.id)
    case .edited: self.init(.edit(change.text), id: change.id)
    case .stored, .replaced: return nil
    }
  }
}
