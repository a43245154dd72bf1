/// Something that a person or program did to a run.
package struct ControlRecord: Sendable, Equatable {
  package var step: Int
  package var action: ControlAction
  package var who: String
  /// What the log says of it, where those are not the action's own words: another version, or
  /// another program, wrote it.
  package var remark: String?
  /// Where the order that it answers lies in the run's file of orders; `nil` where there was none.
  package var order: Int?

  package init(
    step: Int, action: ControlAction, who: String, remark: String? = nil, order: Int? = nil
  ) {
    self.step = step
    self.action = action
    self.who = who
    self.remark = remark
    self.order = order
  }

  /// What there is to say of it besides its name; empty if nothing.
  package var detail: String { remark ?? action.detail }
}

/// What was done to a run.
package enum ControlAction: Sendable, Equatable {
  case pause
  case resume
  /// A held run goes on as far as this.
  case step(Order.Stride)
  /// The run ended, with a checkpoint.
  case stop
  /// The run ended at once, without one.
  case abort
  /// A checkpoint is saved after the step under way.
  case checkpoint
  case note(String)
  /// An option has another value from the record's step on.
  case set(SettingChange)
  /// A change of an option is taken back, because no step could be made with it.
  case undo(SettingChange)
  /// An order was not carried out, and why.
  case refused(String)
  /// An entry of the reflection memory was changed by hand.
  case memory(MemoryOrder.Kind, id: Int)
  /// Nobody reflected on an episode in time.
  case timeout(episode: Int)
  /// A model cannot be had just now, and why; the run waits for it.
  case unreachable(String)
  /// It can be had again.
  case reachable
  /// What people should know of a model, such as what its server does otherwise than asked.
  case remark(String)
  /// What somebody did in a newer Kolb, by its name.
  case other(String)
}

extension ControlAction {
  /// The name that the log uses.
  package var name: String {
    switch self {
    case .pause: "pause"
    case .resume: "resume"
    case .step: "step"
    case .stop: "stop"
    case .abort: "abort"
    case .checkpoint: "checkpoint"
    case .note: "note"
    case .set: "set"
    case .undo: "undo"
    case .refused: "refused"
    case .memory: "memory"
    case .timeout: "timeout"
    case .unreachable: "unreachable"
    case .reachable: "reachable"
    case .remark: "remark"
    case .other(let name): name
    }
  }

  /// What the log says of it in words; empty if its name says all.
  package var detail: String {
    switch self {
    case .pause, .resume, .abort, .reachable, .other: ""
    case .step(let stride): stride.rawValue
    case .stop: "with a checkpoint"
    case .checkpoint: "after the step under way"
    case .note(let text): text
    case .set(let setting), .undo(let setting):
      "\(setting.key) \(setting.old) → \(setting.new)"
    case .refused(let reason), .unreachable(let reason): reason
    case .remark(let words): words
    case .memory(let kind, let id): "\(kind.rawValue) memory #\(id)"
    case .timeout(let episode):
      "nobody reflected on episode \(episode) in time: the policy does"
    }
  }

  /// The option that was changed, if one was.
  package var setting: SettingChange? {
    switch self {
    case .set(let setting), .undo(let setting): setting
    default: nil
    }
  }

  /// The episode that it is about, if it is about one.
  package var episode: Int? {
    if case .timeout(let episode) = self { episode } else { nil }
  }
}

/// An option's value before and after somebody changed it, as a configuration writes them.
package struct SettingChange: Sendable, Equatable {
  package var key: String
  package var old: String
  package var new: String

  package init(key: String, old: String, new: String) {
    self.key = key
    self.old = old
    self.new = new
  }
}

extension ControlRecord {
  /// A record as a log has it: by a name, with words beside it.
  ///
  /// A name that is not known, or lacks what belongs to it, is kept as it is.
  package init(
    step: Int, name: String, detail: String, who: String, setting: SettingChange?, episode: Int?
  ) {
    let action = ControlAction(name, detail: detail, setting: setting, episode: episode)
    self.init(
      step: step, action: action, who: who,
      remark: detail.utf8.elementsEqual(action.detail.utf8) ? nil : detail)
  }
}

extension ControlAction {
  fileprivate init(_ name: String, detail: String, setting: SettingChange?, episode: Int?) {
    switch name {
    case "pause": self = .pause
    case "resume": self = .resume
    case "stop": self = .stop
    case "abort": self = .abort
    case "checkpoint": self = .checkpoint
    case "note": self = .note(detail)
    case "refused": self = .refused(detail)
    case "unreachable": self = .unreachable(detail)
    case "reachable": self = .reachable
    case "remark": self = .remark(detail)
    case "step": self = Order.Stride(rawValue: detail).map { .step($0) } ?? .other(name)
    case "set": self = setting.map { .set($0) } ?? .other(name)
    case "undo": self = setting.map { .undo($0) } ?? .other(name)
    case "timeout": self = episode.map { .timeout(episode: $0) } ?? .other(name)
    case "memory": self = Self.memory(in: detail) ?? .other(name)
    default: self = .other(name)
    }
  }

  /// Reads such as "pin memory #3".
  private static func memory(in detail: String) -> ControlAction? {
    let words = detail.split(separator: " ")
    guard words.count == 3, let kind = MemoryOrder.Kind(rawValue: String(words[0])),
      let id = Int(words[2].dropFirst())
    else { return nil }
    let action = ControlAction.memory(kind, id: id)
    return action.detail == detail ? action : nil
  }
}
