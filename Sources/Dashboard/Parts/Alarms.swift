import RLCore
import RunModel

/// Signs that training is about to break or that reflecting has become a habit.
///
/// The bounds are rules of thumb from practice with GRPO and from work on reflection: a group
/// whose rewards are all alike has no gradient; a reflector that says one thing to everything no
/// longer reflects.
package enum Alarms {
  /// Steps that are looked at.
  private static let window = 10

  package static func of(_ run: RunState) -> [String] { raised(by: run).map(\.text) }

  /// Every alarm once, those of reflections behind those of training.
  static func all(of run: RunState) -> [Alarm] {
    let training = raised(by: run)
    return training
      + raisedByReflections(of: run).filter { alarm in
        !training.contains { $0.kind == alarm.kind }
      }
  }

  private static func raised(by run: RunState) -> [Alarm] {
    let latest = run.latestClosedSteps(window).filter(run.isOver)
    // A world that fails is told of at once, whatever else is too early to say.
    let failures = [failedEpisodes(run)].compactMap { $0 } + taskFiles(run)
    guard latest.count >= 3 else { return failures }
    return failures
      + [
        deadGroups(latest), parsing(run), novelty(run), rules(run), clipping(latest),
        gradient(run), notFinite(latest), entropy(run), transfer(run),
      ].compactMap { $0 }
  }

  private static func failedEpisodes(_ run: RunState) -> Alarm? {
    let count = run.steps.suffix(window).reduce(0) { $0 + $1.failedEpisodes }
    guard count > 0, let latest = run.latestFailure else { return nil }
    return Alarm(
      .failedWorld,
      "the world failed \(count) attempts of the latest steps: \(latest.reason)")
  }

  /// Rows of task files that are not played, or never solved.
  private static func taskFiles(_ run: RunState) -> [Alarm] {
    (run.start?.taskFiles ?? []).flatMap { file in
      alarm(file, file.refused, file.refusedCount, "refused")
        + alarm(file, file.doubtful, file.doubtfulCount, "doubtful")
    }
  }

  private static func alarm(
    _ file: TaskFileAccount, _ remarks: [TaskFileAccount.Remark], _ count: Int, _ what: String
  ) -> [Alarm] {
    guard let first = remarks.first else { return [] }
    let rest =
      remarks.count > 1
      ? " (and \(remarks.count - 1) more \(remarks.count == 2 ? "reason" : "reasons"))" : ""
    let all = file.used + file.refusedCount
    let so = (count == 1 ? "is " : "are ") + what
    return [
      Alarm(
        .taskFile, "\(count) of \(all) \(file.rows) of \(file.name) \(so): \(first.words)\(rest)")
    ]
  }

  /// Those that are about reflections alone.
  static func ofReflections(_ run: RunState) -> [String] {
    raisedByReflections(of: run).map(\.text)
  }

  private static func raisedByReflections(of run: RunState) -> [Alarm] {
    let closed = run.latestClosedSteps(2 * window).filter(run.isOver)
    guard closed.count >= 3 else { return [] }
    let latest = run.reflectionMetrics(overLatest: window)
    func metric(_ id: ReflectionMetric.ID) -> ReflectionMetric? {
      latest.first { $0.id == id && $0.count >= 20 }
    }
    return [
      parsing(run), cutOff(metric(.truncated)), alike(metric(.novelty)),
      template(metric(.templateIndex)), hacking(closed),
      unread(run.reflectionMetric(.ownOverOther)), rules(run),
    ].compactMap { $0 }
  }

  private static func cutOff(_ metric: ReflectionMetric?) -> Alarm? {
    guard let share = metric?.value, share > 0.2 else { return nil }
    return Alarm(
      .cutOff,
      "a share of \(Figures.share(share)) of reflections of the latest \(window) steps runs into "
        + "the limit of tokens")
  }

  private static func alike(_ metric: ReflectionMetric?) -> Alarm? {
    guard let value = metric?.value, value < 0.1 else { return nil }
    return Alarm(
      .alike,
      "novelty over \(window) steps is \(Figures.share(value)): "
        + "nearly every reflection was written before")
  }

  private static func template(_ metric: ReflectionMetric?) -> Alarm? {
    // Known to be near chance, and not only unknown.
    guard let metric, let interval = metric.interval, interval.low <= 1.0 / 16 + 0.02,
      interval.high < 0.2
    else { return nil }
    return Alarm(
      .template,
      "template index \(Figures.share(metric.value)) "
        + "[\(Figures.share(interval.low))–\(Figures.share(interval.high))] over \(window) steps "
        + "(n \(metric.count)), chance is 0.06: a reflection does not tell which task it is about")
  }

  /// Leaks that rise while other tasks gain less are what a hacked reward looks like.
  private static func hacking(_ closed: [StepRecord]) -> Alarm? {
    guard closed.count >= 2 * window else { return nil }
    func sums(_ steps: ArraySlice<StepRecord>) -> QualitySums {
      steps.reduce(QualitySums()) { $0 + $1.quality }
    }
    let (now, before) = (
      sums(closed.suffix(window)), sums(closed.dropLast(window).suffix(window))
    )
    guard let leak = now[.leak].mean, let leakBefore = before[.leak].mean,
      let lowest = now[.leak].interval?.low, let highest = before[.leak].interval?.high,
      let transfer = now[.transfer].mean, let transferBefore = before[.transfer].mean,
      lowest > highest, transfer < transferBefore
    else { return nil }
    return Alarm(
      .hacking,
      "reflections that name their task rose from \(Figures.share(leakBefore)) to "
        + "\(Figures.share(leak)) (n \(now[.leak].count)) while transfer fell from "
        + "\(Figures.signed(transferBefore)) to \(Figures.signed(transfer)): they may give tasks away "
        + "instead of teaching")
  }

  private static func unread(_ metric: ReflectionMetric?) -> Alarm? {
    guard let metric, metric.count >= 20, let interval = metric.interval, !metric.excludes(0),
      interval.halfWidth < 0.2
    else { return nil }
    return Alarm(
      .unread,
      "another task's reflection does as well as the own "
        + "(\(Figures.signed(metric.value)) ±\(Figures.share(interval.halfWidth)))")
  }

  private static func deadGroups(_ steps: [StepRecord]) -> Alarm? {
    let rows = steps.compactMap { $0.update?.rows[.first] }
    let groups = rows.reduce(0) { $0 + $1.groups }
    let dead = rows.reduce(0) { $0 + $1.failedWithoutGradient + $1.solvedWithoutGradient }
    guard groups > 0, Double(dead) / Double(groups) > 0.8 else { return nil }
    let failed = rows.reduce(0) { $0 + $1.failedWithoutGradient }
    return Alarm(
      .deadGroups,
      "\(dead) of \(groups) groups of first attempts teach nothing "
        + "(\(failed) too hard, \(dead - failed) solved)")
  }

  private static func parsing(_ run: RunState) -> Alarm? {
    let tally = run.reflections(overLatest: window)
    guard tally.count >= 20, let share = tally.parsedShare, share < 0.95 else { return nil }
    return Alarm(
      .unreadable,
      "\(tally.count - tally.parsed) of \(tally.count) reflections could not be read")
  }

  private static func novelty(_ run: RunState) -> Alarm? {
    let tally = run.reflections(overLatest: window)
    guard tally.count >= 20, let share = tally.novelShare, share < 0.1 else { return nil }
    return Alarm(
      .repeated,
      "\(tally.repeated) of \(tally.count) reflections repeat an earlier one word for word")
  }

  private static func rules(_ run: RunState) -> Alarm? {
    guard let entry = run.memory.latest, entry.rules.claims > 0,
      entry.rules.right < entry.rules.claims
    else { return nil }
    return Alarm(
      .falseMemory,
      "memory #\(entry.id) holds \(entry.rules.claims - entry.rules.right) false "
        + (entry.rules.claims - entry.rules.right == 1 ? "rule" : "rules"))
  }

  private static func clipping(_ steps: [StepRecord]) -> Alarm? {
    let shares = steps.compactMap { $0.update?.rows[.first]?.clipShare }.filter(\.isFinite)
    guard !shares.isEmpty else { return nil }
    let mean = shares.reduce(0, +) / Double(shares.count)
    guard mean > 0.2 else { return nil }
    return Alarm(
      .clipping,
      "first attempts have \(Figures.share(mean)) of their tokens clipped: steps are too large")
  }

  /// Steps that say what is usual.
  private static let usual = 200

  private static func gradient(_ run: RunState) -> Alarm? {
    let norms = run.steps.suffix(usual).compactMap { $0.update?.gradientNorm }.filter(\.isFinite)
    guard let last = norms.last, norms.count >= 8 else { return nil }
    let sorted = norms.sorted()
    let median = sorted[sorted.count / 2]
    guard median > 0, last > 5 * median else { return nil }
    return Alarm(
      .gradient,
      "the gradient is \(Figures.short(last / median)) times its usual norm")
  }

  private static func notFinite(_ steps: [StepRecord]) -> Alarm? {
    let count = steps.count { step in
      guard let update = step.update else { return false }
      return !update.gradientNorm.isFinite || update.rows.values.contains { !$0.loss.isFinite }
    }
    return count > 0
      ? Alarm(.notFinite, "\(count) of the latest updates have a loss that is not a number") : nil
  }

  private static func entropy(_ run: RunState) -> Alarm? {
    func value(_ step: StepRecord) -> Double? {
      step.update?.rows[.first].flatMap { $0.entropy.isFinite ? $0.entropy : nil }
    }
    // Where none of so many has one, no step has: such a run is not looked through at every event.
    let (first, last) = (
      run.steps.prefix(usual).first { value($0) != nil }.flatMap(value),
      run.steps.suffix(usual).last { value($0) != nil }.flatMap(value)
    )
    guard let first, let last, run.steps.count >= 8, first > 0, last < first / 5
    else { return nil }
    return Alarm(
      .entropy,
      "entropy fell from \(Figures.short(first)) to \(Figures.short(last)) nats a token")
  }

  /// Rules learnt by heart instead of followed.
  private static func transfer(_ run: RunState) -> Alarm? {
    guard let held = run.evaluations.last(where: { $0.record.name == "heldout" }),
      let permuted = run.evaluations.last(where: { $0.record.name == "permuted" }),
      held.record.successRate > 0.5,
      permuted.record.high < held.record.low / 2
    else { return nil }
    let told = Figures.share(permuted.record.successRate)
    return Alarm(
      .byHeart,
      "told the rules of other letters it solves \(told), "
        + "untold those of training \(Figures.share(held.record.successRate)): known by heart")
  }
}
