import RunModel

/// Why a run has something not yet but never: its method makes none, or its log tells of none.
enum WhyNone {
  static func reflections(_ run: RunState) -> String? {
    isRLVR(run) ? "RLVR writes none" : absence(of: ["reflections"], in: run)
  }

  static func secondAttempts(_ run: RunState) -> String? {
    isRLVR(run) ? "RLVR makes one attempt" : absence(of: ["second attempts", "attempts"], in: run)
  }

  static func memory(_ run: RunState) -> String? {
    isRLVR(run) ? "RLVR keeps none" : absence(of: ["memory", "reflections"], in: run)
  }

  static func episodes(_ run: RunState) -> String? { absence(of: ["episodes"], in: run) }

  private static func isRLVR(_ run: RunState) -> Bool { run.start?.algorithm == "rlvr" }

  private static func absence(of subjects: [String], in run: RunState) -> String? {
    subjects.lazy.compactMap { run.start?.why(no: $0) }.first
  }
}
