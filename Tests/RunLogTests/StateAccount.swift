import RunModel

/// What a run's state says, as text that can be kept beside its log and compared.
///
/// Whatever means something else on purpose since a log was kept is not in it: what a placebo
/// earned, and the weights of ratios.
enum StateAccount {
  static func of(_ state: RunState) -> String {
    let parts = [
      ["\(state)", "elapsed \(word(state.elapsed)), \(state.probes) probes"],
      state.steps.map(line),
      state.evaluations.map { point in
        let record = point.record
        return "\(record.name) at \(record.step): \(record.successRate) of \(record.episodes)"
      },
      state.memory.entries.map(line),
      state.checkpoints.map { "checkpoint at \($0.step): \($0.path), \($0.digest)" },
      state.controls.map { "\($0.step) \($0.who): \($0.detail)" },
      ["question \(state.question.map { "\($0.episode)" } ?? "none")"],
      state.ruleChecks.map { "\($0.subject): \($0.check.right) of \($0.check.claims)" },
      state.reflectionMetrics().filter { !changed.contains($0.id) }
        .map { "\($0.id.rawValue) \(word($0.value)) of \($0.count)" },
      state.lines.map { "\($0.event) \($0.kind.rawValue) \($0.episode ?? -1) \($0.text)" },
    ]
    return parts.joined().map { $0 + "\n" }.joined()
  }

  private static let changed: Set<ReflectionMetric.ID> = [
    .ownOverOther, .ownOverShuffled, .winWithMemory, .winWithoutMemory, .memoryValue, .logRatio,
    .effectiveShare,
  ]

  private static func line(_ step: StepRecord) -> String {
    let tallies = [step.first, step.second].map { "\($0.solved) of \($0.count), \($0.sum)" }
    let written = step.reflections
    let out = step.outcomes
    return "step \(step.step): \(tallies.joined(separator: "; ")); "
      + "\(written.parsed) of \(written.count) parsed, \(written.repeated) repeated; "
      + "fixed \(out.fixed), unchanged \(out.unchanged), alike \(out.failedAlike), "
      + "hard \(step.hardPrompts), rescued \(step.rescuedPrompts); "
      + "tokens \(step.tokens ?? -1), elapsed \(word(step.elapsed)), closed \(step.isClosed)"
  }

  private static func line(_ entry: MemoryEntry) -> String {
    "memory \(entry.id) of \(entry.episode): \(entry.text); used \(entry.uses), "
      + "pinned \(entry.isPinned), edited \(entry.isEdited), "
      + "ended \(entry.end.map { "\($0.step) \($0.change.rawValue)" } ?? "not")"
  }

  private static func word(_ value: Double?) -> String { value.map { "\($0)" } ?? "none" }
}
