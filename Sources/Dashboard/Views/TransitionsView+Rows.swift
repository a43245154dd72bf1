import RunModel

extension TransitionsView {
  /// The most lines that a chart is cut into.
  private static let spanLimit = 40

  func spans(of state: DashboardState) -> [TransitionSpan] {
    let steps = state.run.steps.filter(\.isClosed)
    let size = max(1, (steps.count + Self.spanLimit - 1) / Self.spanLimit)
    return stride(from: 0, to: steps.count, by: size).map { start in
      let part = steps[start..<min(start + size, steps.count)]
      return TransitionSpan(
        first: part.first?.step ?? 0, last: part.last?.step ?? 0,
        tally: TransitionTally(StepTotals(part)))
    }
  }

  /// Prompts are drawn anew in most runs, so a failure persists over a prompt's rollouts.
  func hardPrompts(of state: DashboardState) -> [HardPrompt] {
    var prompts: [HardPrompt] = []
    let records = state.run.episodes.records
    var start = 0
    while start < records.count {
      let head = records[start]
      let threshold = state.run.threshold(of: head)
      var end = start
      while end < records.count, records[end].group == head.group, records[end].step == head.step {
        end += 1
      }
      let group = records[start..<max(end, start + 1)]
      let firsts = group.compactMap { $0.first?.reward }
      if firsts.count > 1, firsts.allSatisfy({ $0 < threshold }) {
        let seconds = group.compactMap { $0.second?.reward }
        prompts.append(
          HardPrompt(
            episode: head.id, step: head.step, task: head.task, failures: firsts.count,
            retries: seconds.count, rescues: seconds.count { $0 >= threshold }))
      }
      start = max(end, start + 1)
    }
    return prompts
  }
}
