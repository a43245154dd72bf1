import RLCore

/// The metrics of reflections, counted when a step is over.
extension RunState {
  /// Metrics over the latest closed steps; over all of them if no number is given.
  package func reflectionMetrics(overLatest count: Int? = nil) -> [ReflectionMetric] {
    totals(overLatest: count).quality.metrics
  }

  package func reflectionMetric(
    _ id: ReflectionMetric.ID, overLatest count: Int? = nil
  ) -> ReflectionMetric? {
    reflectionMetrics(overLatest: count).first { $0.id == id }
  }

  /// What was claimed about each rule so far, by what it is about.
  package var ruleChecks: [(subject: String, check: RuleCheck)] {
    rulesBySubject.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Subjects are the model's to make up, so only so many are told apart.
  private static let subjectLimit = 64

  mutating func countRules(_ claims: [Claim]) {
    for claim in claims where claim.kind == .rule && claim.verdict != .unsupported {
      let known = rulesBySubject[claim.subject]
      guard known != nil || rulesBySubject.count < Self.subjectLimit else { continue }
      let isRight = claim.verdict == .right
      rulesBySubject[claim.subject] =
        (known ?? RuleCheck()) + RuleCheck(claims: 1, right: isRight ? 1 : 0)
    }
  }

  /// Everything that a step has shown of its reflections.
  ///
  /// - Parameters:
  ///   - step: which is over.
  ///   - groups: its episodes by their prompts.
  ///   - lift: what reflecting gained in it.
  /// - Returns: the sums behind its metrics.
  mutating func quality(
    of step: StepRecord, _ groups: [[EpisodeRecord]], lift: LiftSums
  ) -> QualitySums {
    var sums = QualitySums()
    sums[.lift] = lift.gain
    sums[.netLift] = lift.net
    for group in groups { count(group, into: &sums) }
    countMemoryValue(groups.flatMap { gated($0) }, into: &sums)
    for search in searches(groups) { sums[.templateIndex].add(cluster: search) }
    count(step, into: &sums)
    open = OpenStep()
    return sums
  }

  /// The episodes of a step by their prompts, in a fixed order, because adding numbers in another
  /// gives another last digit.
  func groups(ofStep step: Int) -> [[EpisodeRecord]] {
    var groups: [Int: [EpisodeRecord]] = [:]
    for place in episodes.places(ofStep: step) {
      let record = episodes.records.numbers(place)
      groups[record.group, default: []].append(record)
    }
    return groups.keys.sorted().map { groups[$0, default: []] }
  }

  // MARK: - A prompt's episodes

  private func count(_ group: [EpisodeRecord], into sums: inout QualitySums) {
    let gated = gated(group)
    let wins = gated.map { ($0.second?.reward ?? 0) >= threshold(of: $0) ? 1.0 : 0 }
    sums[.fixRate].add(cluster: wins)
    let tokens = gated.reduce(0) { $0 + ($1.reflection?.tokens ?? 0) + $1.retryTokens }
    if !gated.isEmpty, gated.allSatisfy({ isCounted($0.reflection?.tokens) }) {
      sums[.tokensPerFix].add(total: Double(tokens), weight: Int(wins.reduce(0, +)))
    }
    countChange(gated, into: &sums)
    countProbes(group, into: &sums)
    countMemory(gated, into: &sums)
    countTexts(group.compactMap(\.reflection), into: &sums)
    sums[.length].add(
      cluster: group.compactMap { episode in
        guard let tokens = episode.reflection?.tokens else { return nil }
        return isCounted(tokens) ? Double(tokens) : open.words[episode.id].map(Double.init)
      })
  }

  /// Whether somebody counted the tokens of a text: logs of others may say nothing of them, which
  /// is not none.
  private func isCounted(_ tokens: Int?) -> Bool { tokens != 0 || start?.format == nil }

  /// Those whose first attempt failed and that were tried again.
  private func gated(_ group: [EpisodeRecord]) -> [EpisodeRecord] {
    group.filter {
      ($0.first?.reward ?? .infinity) < threshold(of: $0) && $0.second?.reward.isFinite == true
    }
  }

  private func countChange(_ gated: [EpisodeRecord], into sums: inout QualitySums) {
    let changes = gated.compactMap(\.change)
    sums[.editDistance].add(cluster: changes.map(\.distance))
    sums[.divergence].add(cluster: changes.compactMap { $0.divergence.map(Double.init) })
    let failures = gated.filter { ($0.second?.reward ?? 0) < threshold(of: $0) }.compactMap(
      \.change)
    sums[.sameFailure].add(cluster: failures.map { $0.endsAlike ? 1 : 0 })
  }

  private func countProbes(_ group: [EpisodeRecord], into sums: inout QualitySums) {
    func differences(_ kind: ProbeKind, ofOwn: Bool) -> [Double] {
      group.compactMap { episode in
        if ofOwn, !wasToldItsOwn(episode) { return nil }
        guard let second = episode.second?.reward, second.isFinite else { return nil }
        return open.mean(kind, of: episode.id).map { second - $0 }
      }
    }
    sums[.netLiftExact].add(cluster: differences(.blind, ofOwn: false))
    sums[.ownOverOther].add(cluster: differences(.other, ofOwn: true))
    sums[.ownOverShuffled].add(cluster: differences(.shuffled, ofOwn: true))
    sums[.otherOverEmpty].add(
      cluster: group.compactMap { episode in
        guard let other = open.mean(.other, of: episode.id),
          let empty = open.mean(.empty, of: episode.id)
        else { return nil }
        return other - empty
      })
    for episode in group { sums[.transfer].add(cluster: open.transfers(of: episode.id)) }
  }

  /// Whether the second attempt knew what was written of the first; under a placebo it did not.
  private func wasToldItsOwn(_ episode: EpisodeRecord) -> Bool {
    episode.reflection != nil && open.told[episode.id] == episode.reflection?.id
  }

  private func countMemory(_ gated: [EpisodeRecord], into sums: inout QualitySums) {
    sums[.winWithMemory].add(cluster: wins(gated, withMemory: true))
    sums[.winWithoutMemory].add(cluster: wins(gated, withMemory: false))
  }

  /// 1 for each retry that solved its task and 0 for the others, of those that were told a
  /// reflection which started from a memory entry, or from none.
  private func wins(_ gated: [EpisodeRecord], withMemory hasEntry: Bool) -> [Double] {
    gated.filter { open.told[$0.id] != nil && ($0.toldMemory != nil) == hasEntry }.map {
      ($0.second?.reward ?? 0) >= threshold(of: $0) ? 1 : 0
    }
  }

  /// Within a step, since the policy of an earlier one is another: where memory begins empty, all
  /// that had no entry are of the beginning.
  private func countMemoryValue(_ gated: [EpisodeRecord], into sums: inout QualitySums) {
    let with = wins(gated, withMemory: true)
    let without = wins(gated, withMemory: false)
    guard !with.isEmpty, !without.isEmpty else { return }
    let base = without.reduce(0, +) / Double(without.count)
    sums[.memoryValue].add(cluster: with.map { $0 - base })
  }

  private func countTexts(
    _ reflections: [EpisodeRecord.Reflection], into sums: inout QualitySums
  ) {
    func add(_ id: ReflectionMetric.ID, _ value: (EpisodeRecord.Reflection) -> Double?) {
      sums[id].add(cluster: reflections.compactMap(value))
    }
    func addAll(_ id: ReflectionMetric.ID, _ right: Int, of count: Int) {
      sums[id].add(
        cluster: Array(repeating: 1, count: right) + Array(repeating: 0, count: count - right))
    }
    add(.parsed) { $0.parsed ? 1 : 0 }
    add(.truncated) { isCounted($0.tokens) || $0.isTruncated ? ($0.isTruncated ? 1 : 0) : nil }
    add(.newWords) { $0.isRepeated ? 0 : 1 }
    add(.novelty, \.novelty)
    add(.nearDuplicates) { $0.novelty.map { $0 < 0.1 ? 1 : 0 } }
    add(.ruleRecall) { $0.claims?.recall }
    add(.leak) { $0.claims.map { $0.leaks.isEmpty ? 0 : 1 } }
    add(.solutionLeak) { $0.claims.map { $0.leaks.givesAway ? 1 : 0 } }
    let rules = reflections.map(\.rules).reduce(RuleCheck(), +)
    addAll(.rulePrecision, rules.right, of: rules.claims)
    let claims = reflections.compactMap(\.claims)
    addAll(
      .grounding, claims.reduce(0) { $0 + $1.shown }, of: claims.reduce(0) { $0 + $1.checkable })
  }

  // MARK: - The whole step

  private func count(_ step: StepRecord, into sums: inout QualitySums) {
    if step.phases.isKnown, step.outcomes.gated > 0 {
      sums[.secondsPerFix].add(
        total: step.phases[.reflection] + step.phases[.second], weight: step.outcomes.fixed)
    }
    if let row = step.update?.rows[.distilled] {
      if let ratio = row.logRatio, ratio.isFinite {
        let tokens = row.trainedTokens ?? row.rows
        sums[.logRatio].add(total: ratio * Double(tokens), weight: tokens)
      }
      if let share = row.effectiveShare, share.isFinite {
        let rows = row.trainedRows ?? row.rows
        sums[.effectiveShare].add(total: share * Double(rows), weight: rows)
      }
    }
    let before = steps.last { $0.step < step.step }
    if let second = before?.second.mean, let first = step.first.mean {
      sums[.internalisationGap].add(cluster: [second - first])
    }
  }

  /// Two reflections of each prompt that has as many, searched for among those of other tasks.
  private mutating func searches(_ groups: [[EpisodeRecord]]) -> [[Double]] {
    let pairs: [(task: String, one: Trigrams, two: Trigrams)] = groups.compactMap {
      let written = $0.compactMap { open.trigrams[$0.id] }
      guard written.count > 1, let task = $0.first?.task else { return nil }
      return (task, written[0], written[1])
    }
    return recentTrigrams.searches(pairs)
  }
}
