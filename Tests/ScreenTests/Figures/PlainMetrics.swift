import Foundation

/// The measures of reflections, counted once more from the plain log.
struct PlainMetrics {
  let log: PlainLog

  /// A measure as a row of the screen: what stands behind its name.
  struct Row {
    var text: String
    var n: Int
  }

  private func mean(
    _ values: (PlainLog.Episode) -> Double?
  ) -> PlainStatistics.Mean? {
    PlainStatistics.mean(log.groups(log.steps).map { $0.compactMap(values) }.filter { !$0.isEmpty })
  }

  private func share(_ mean: PlainStatistics.Mean?) -> Row? {
    mean.map { mean in
      let spread = mean.share.map { " " + PlainStatistics.interval($0) } ?? " "
      return Row(text: PlainStatistics.two(mean.value) + spread, n: mean.count)
    }
  }

  private func difference(_ mean: PlainStatistics.Mean?) -> Row? {
    mean.map { mean in
      let spread = mean.half.map { " ±" + PlainStatistics.two($0) } ?? " "
      return Row(text: PlainStatistics.signed(mean.value) + spread, n: mean.count)
    }
  }

  private func amount(
    _ mean: PlainStatistics.Mean?, _ words: (Double) -> String
  ) -> Row? {
    mean.map { mean in
      Row(text: words(mean.value) + (mean.half.map { " ±" + words($0) } ?? " "), n: mean.count)
    }
  }

  private func outcome(_ episode: PlainLog.Episode) -> Double? {
    episode.isGated ? (episode.isFixed ? 1 : 0) : nil
  }

  /// Rows by their names on the screen.
  var rows: [String: Row] {
    var rows: [String: Row?] = [:]
    rows["lift"] = difference(mean { $0.isGated ? ($0.r2 ?? 0) - $0.r1 : nil })
    rows["fix rate"] = share(mean(outcome))
    rows["lift over a blind retry"] = difference(netLift(log.steps))
    for (name, kind, ofOwn) in [
      ("the same, re-run", "blind", false), ("own over another's", "other", true),
      ("own over shuffled", "shuffled", true),
    ] {
      rows[name] = difference(mean { over(kind, $0, ofOwn: ofOwn) })
    }
    rows["another's over none"] = difference(
      mean { episode in
        reward(log.probes("other", of: episode.id)).flatMap { other in
          reward(empty(episode.id)).map { other - $0 }
        }
      })
    rows["transfer"] = difference(transfer)
    rows.merge(texts) { $1 }
    rows.merge(moves) { $1 }
    rows.merge(training) { $1 }
    return rows.compactMapValues { $0 }
  }

  func netLift(_ steps: some Sequence<Int>) -> PlainStatistics.Mean? {
    PlainStatistics.mean(
      log.groups(steps).map { group in
        group.filter(\.isGated).compactMap { episode in
          let others = group.filter { $0.id != episode.id }.map(\.r1)
          guard !others.isEmpty, let r2 = episode.r2 else { return nil }
          return r2 - others.reduce(0, +) / Double(others.count)
        }
      }.filter { !$0.isEmpty })
  }

  // MARK: - Probes

  private func reward(_ probes: [PlainLog.Event]) -> Double? {
    let rewards = probes.compactMap { $0.number("reward") }
    return rewards.isEmpty ? nil : rewards.reduce(0, +) / Double(rewards.count)
  }

  private func empty(_ episode: Int) -> [PlainLog.Event] {
    log.probes("empty", of: episode)
      + log.probes("blind", of: episode).filter {
        ($0["flags"] as? [String])?.contains("as empty") == true
      }
  }

  private func over(_ kind: String, _ episode: PlainLog.Episode, ofOwn: Bool) -> Double? {
    if ofOwn, episode.second?.whole("reflection") != episode.reflection?.whole("id") { return nil }
    guard let r2 = episode.r2 else { return nil }
    return reward(log.probes(kind, of: episode.id)).map { r2 - $0 }
  }

  private var transfer: PlainStatistics.Mean? {
    let probes = log.events("attempt").filter { $0.word("attempt") == "probe" }
    let clusters = log.episodes.map { episode in
      log.probes("transfer", of: episode.id).compactMap { probe -> Double? in
        let bases = probes.filter {
          $0.word("probe") == "base" && $0.word("task") == probe.word("task")
            && $0.whole("step") == episode.step
        }
        return reward(bases).map { (probe.number("reward") ?? 0) - $0 }
      }
    }
    return PlainStatistics.mean(clusters.filter { !$0.isEmpty })
  }

  // MARK: - Texts

  private var texts: [String: Row?] {
    var claims: [[Double]] = []
    var shown: [[Double]] = []
    for group in log.groups(log.steps) {
      let judged = group.compactMap(\.reflection).flatMap { $0.list("claims") }
      claims.append(
        judged.filter { $0.word("kind") == "rule" && $0.word("verdict") != "unsupported" }
          .map { $0.word("verdict") == "true" ? 1 : 0 })
      shown.append(
        judged.filter { $0.word("kind") != "leak" || $0.word("about") == "coordinates" }
          .map { ($0["shown"] as? Bool) == true ? 1 : 0 })
    }
    func text(_ value: (PlainLog.Event) -> Double?) -> PlainStatistics.Mean? {
      mean { $0.reflection.flatMap(value) }
    }
    let novelty = novelty
    func new(_ value: (Double) -> Double) -> PlainStatistics.Mean? {
      mean { $0.reflection.flatMap { novelty[$0.whole("id")] }.map(value) }
    }
    return [
      "rules true": share(PlainStatistics.mean(claims.filter { !$0.isEmpty })),
      "shown by the attempt": share(PlainStatistics.mean(shown.filter { !$0.isEmpty })),
      "could be read": share(text { ($0["parsed"] as? Bool) == true ? 1 : 0 }),
      "cut off": share(text { ($0["truncated"] as? Bool) == true ? 1 : 0 }),
      "names this task": share(
        text { $0.list("claims").contains { $0.word("kind") == "leak" } ? 1 : 0 }),
      "gives it away": share(
        text { event in
          event.list("claims").contains {
            $0.word("kind") == "leak" && ["path", "answer"].contains($0.word("about"))
          } ? 1 : 0
        }),
      "rules found": share(text(Self.recall)), "template index": share(templateIndex),
      "length": amount(text { $0.number("tokens") }, PlainStatistics.short),
      "novelty": share(new { $0 }), "not said before": share(new { $0 == 0 ? 0 : 1 }),
      "near-duplicates": share(new { $0 < 0.1 ? 1 : 0 }),
    ]
  }

  /// 1 minus the largest overlap of word trigrams with the 200 reflections before, by number.
  private var novelty: [Int: Double] {
    var before: [Set<String>] = []
    var novelty: [Int: Double] = [:]
    for event in log.events("reflection") {
      let own = Self.trigrams(event.word("text"))
      let nearest = before.map { Self.overlap($0, own) }.max()
      novelty[event.whole("id")] = 1 - (nearest ?? 0)
      before.append(own)
      if before.count > 200 { before.removeFirst() }
    }
    return novelty
  }

  private static func recall(_ reflection: PlainLog.Event) -> Double? {
    let facts = max(0, reflection.whole("facts"))
    let right = reflection.list("claims").filter {
      $0.word("kind") == "rule" && $0.word("verdict") == "true"
        && ($0.word("about").count == 1 || !$0.word("said").isEmpty)
        && !$0.word("about").hasPrefix("not ")
    }.map { $0.word("about").uppercased() }
    return facts > 0 ? Double(min(facts, Set(right).count)) / Double(facts) : nil
  }

  /// How often, of a prompt's first two reflections, one finds the other among those of 16 tasks.
  private var templateIndex: PlainStatistics.Mean? {
    var tasks: [(name: String, words: Set<String>)] = []
    var searches: [[Double]] = []
    for step in log.steps {
      let pairs = log.groups([step]).compactMap { group -> (String, Set<String>, Set<String>)? in
        let written = group.compactMap { $0.reflection }.map { Self.trigrams($0.word("text")) }
        return written.count > 1 ? (group[0].task, written[0], written[1]) : nil
      }
      for (name, one, _) in pairs {
        tasks.removeAll { $0.name == name }
        tasks.append((name, one))
      }
      tasks = tasks.suffix(16)
      guard tasks.count == 16 else { continue }
      for (name, one, two) in pairs.suffix(16) {
        let others = tasks.filter { $0.name != name }.map(\.words)
        searches.append([(one, two), (two, one)].map { Self.found($0.1, by: $0.0, among: others) })
      }
    }
    return PlainStatistics.mean(searches)
  }

  private static func found(
    _ own: Set<String>, by query: Set<String>, among others: [Set<String>]
  ) -> Double {
    let wanted = overlap(query, own)
    let rest = others.map { overlap(query, $0) }
    guard rest.allSatisfy({ $0 <= wanted }) else { return 0 }
    return 1 / Double(1 + rest.count { $0 == wanted })
  }

  private static func trigrams(_ text: String) -> Set<String> {
    let words = text.split(separator: " ").map(String.init)
    return Set(
      (0..<max(1, words.count - 2)).map { words.dropFirst($0).prefix(3).joined(separator: " ") })
  }

  private static func overlap(_ one: Set<String>, _ other: Set<String>) -> Double {
    Double(one.intersection(other).count) / Double(one.union(other).count)
  }

  // MARK: - Moves

  private var moves: [String: Row?] {
    func change(
      _ value: @escaping ([String], [String]) -> Double?
    ) -> (PlainLog.Episode) -> Double? {
      { episode in
        guard episode.isGated, let second = episode.second else { return nil }
        return value(Self.moves(episode.first), Self.moves(second))
      }
    }
    return [
      "change of moves": share(
        mean(change { Double(Self.edits($0, $1)) / Double(max($0.count, $1.count)) })),
      "first other move": amount(
        mean(
          change { one, two in
            one == two ? nil : Double(zip(one, two).prefix { $0 == $1 }.map(\.0).count + 1)
          })
      ) { PlainStatistics.decimals($0, 1) },
      "same failure again": share(
        mean { episode in
          guard episode.isGated, !episode.isFixed, let second = episode.second else { return nil }
          return Self.ending(episode.first) == Self.ending(second) ? 1 : 0
        }),
      "tokens a fix": amount(
        PlainStatistics.ratio(
          log.groups(log.steps).map { $0.filter(\.isGated) }.filter { !$0.isEmpty }.map { gated in
            (
              gated.reduce(0) {
                $0 + ($1.reflection?.number("tokens") ?? 0) + ($1.second?.number("tokens") ?? 0)
              }, Double(gated.count(where: \.isFixed))
            )
          }), PlainStatistics.short),
    ]
  }

  private static func moves(_ attempt: PlainLog.Event) -> [String] {
    attempt.list("turns").filter { $0.word("outcome") != "planned" }.map {
      $0.word("outcome") == "invalid" ? "?" : $0.word("action")
    }
  }

  private static func ending(_ attempt: PlainLog.Event) -> String {
    let last = attempt.list("turns").last ?? [:]
    return "\(last.word("outcome")) \(last.whole("at"))"
  }

  private static func edits(_ one: [String], _ two: [String]) -> Int {
    var table = [[Int]](repeating: Array(0...two.count), count: one.count + 1)
    for i in one.indices {
      table[i + 1][0] = i + 1
      for j in two.indices {
        table[i + 1][j + 1] = min(
          table[i][j] + (one[i] == two[j] ? 0 : 1), table[i][j + 1] + 1, table[i + 1][j] + 1)
      }
    }
    return table[one.count][two.count]
  }

  // MARK: - Training

  private var training: [String: Row?] {
    func distilled(_ update: PlainLog.Event) -> PlainLog.Event {
      update.fields("rows").fields("distilled")
    }
    let updates = log.events("update")
    let gaps = log.steps.dropFirst().compactMap { step -> [Double]? in
      let before = log.episodes([step - 1]).compactMap(\.r2)
      let now = log.episodes([step]).map(\.r1)
      guard !before.isEmpty else { return nil }
      return [
        before.reduce(0, +) / Double(before.count) - now.reduce(0, +) / Double(now.count)
      ]
    }
    let with = mean { $0.isGated && $0.toldMemory != nil ? outcome($0) : nil }
    let without = mean { $0.isGated && $0.toldMemory == nil ? outcome($0) : nil }
    return [
      "internalisation gap": difference(PlainStatistics.mean(gaps)),
      "log ratio": difference(
        PlainStatistics.ratio(
          updates.map(distilled).compactMap { row in
            row.number("log_ratio").flatMap { ratio in
              row.number("trained_tokens").map { (ratio * $0, $0) }
            }
          })),
      "effective sample": share(
        PlainStatistics.ratio(
          updates.map(distilled).compactMap { row in
            row.number("effective_share").flatMap { ess in
              row.number("trained_rows").map { (ess * $0, $0) }
            }
          })),
      "wins with memory": share(with), "wins without": share(without),
      "seconds a fix": amount(
        PlainStatistics.ratio(
          updates.map { update in
            let phases = update.fields("time").fields("phases")
            let gated = log.episodes([update.whole("step")]).filter(\.isGated)
            return (
              (phases.number("reflection") ?? 0) + (phases.number("second") ?? 0),
              Double(gated.count(where: \.isFixed)), gated.count
            )
          }.filter { $0.2 > 0 }.map { ($0.0, $0.1) }), PlainStatistics.duration),
    ]
  }
}
