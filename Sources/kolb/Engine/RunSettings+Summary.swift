import RunModel

extension RunSettings {
  /// One line on the readings that matter.
  var summary: String {
    guard algorithm == .erl else { return "first attempts only · \(rlvr.groupSize) a prompt" }
    let reflector =
      switch erl.reflector {
      case .own: "self-reflection"
      case .frozen: "frozen reflector"
      case .oracle: "oracle reflector"
      case .none: "raw history"
      case .placebo: "reflections of other tasks"
      case .blind: "blind retry"
      case .human: "a person reflects"
      case .external:
        "reflections by \(self.reflector.model.isEmpty ? policy.model : self.reflector.model)"
      }
    let memory =
      switch erl.memory {
      case .slot: "slot memory"
      case .bank(let size): "bank of \(size)"
      case .perWorker: "memory per worker"
      case .none: "no memory"
      }
    var parts = [reflector, memory, erl.gate ? "gate < \(erl.threshold.formatted())" : "no gate"]
    if erl.distillation == .off { parts.append("no distillation") }
    return parts.joined(separator: " · ")
  }
}

extension Double {
  /// Without a fraction where there is none.
  fileprivate func formatted() -> String {
    self == rounded() && magnitude < 1e9 ? String(Int(self)) : String(self)
  }
}
