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
        "reflections by \(outsideModel)"
      }
    let memory =
      switch erl.memory {
      case .slot: "slot memory"
      case .bank(let size): "bank of \(size)"
      case .perWorker: "memory per worker"
      case .none: "no memory"
      }
    var parts = [reflector, memory, erl.gate ? "gate < \(erl.threshold.formatted())" : "no gate"]
    if erl.retries > 1 { parts.append("\(erl.retries) retries") }
    if erl.retryOn == .sibling { parts.append("retries on siblings") }
    if erl.distillation == .off { parts.append("no distillation") }
    switch erl.forgetRoutes {
    case .off: break
    case .memory: parts.append("no routes in memory")
    case .distillation: parts.append("no routes distilled")
    case .both: parts.append("no routes in memory or distilled")
    }
    return parts.joined(separator: " · ")
  }
}

extension RunSettings {
  /// The model of a reflector from outside, as people call it.
  fileprivate var outsideModel: String {
    if !reflector.model.isEmpty { return reflector.model }
    return reflector.backend == policy.backend ? policy.model : "\(reflector.backend) server"
  }
}

extension Double {
  /// Without a fraction where there is none.
  fileprivate func formatted() -> String {
    self == rounded() && magnitude < 1e9 ? String(Int(self)) : String(self)
  }
}
