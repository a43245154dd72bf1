import Foundation
import Testing

/// Every figure of every view, held against the same counted once more from the plain log.
struct `Figures on the screen` {
  private typealias Say = PlainStatistics

  private static let run = "frozenlake-erl"

  private let log: PlainLog
  private var latest: [Int] { log.steps.suffix(10) }

  init() throws { log = try PlainLog(path: RecordedScreen.log(of: Self.run)) }

  private func screen(_ keys: String...) throws -> RecordedScreen {
    var screen = try RecordedScreen(Self.run)
    for key in keys { screen.press(key) }
    return screen
  }

  private func rewards(_ step: Int, _ second: Bool) -> [Double] {
    log.episodes([step]).compactMap { second ? $0.r2 : $0.r1 }
  }

  private func share(_ step: Int, second: Bool) -> Double {
    let rewards = rewards(step, second)
    return Double(rewards.count { $0 >= 1 }) / Double(rewards.count)
  }

  /// The average of what was solved over that of what was tried, as it is smoothed by itself.
  private func smoothed(_ step: Int, second: Bool, weight: Double = 0.5) -> Double {
    var (solved, seen) = (0.0, 0.0)
    for earlier in log.steps where earlier <= step {
      let rewards = rewards(earlier, second)
      guard !rewards.isEmpty else { continue }
      solved = weight * solved + Double(rewards.count { $0 >= 1 })
      seen = weight * seen + Double(rewards.count)
    }
    return solved / seen
  }

  // MARK: - Overview

  @Test func `the legend has each curve's latest value as it was measured, and its n`() throws {
    let text = try screen().text
    let step = log.steps[log.steps.count - 1]
    for (name, evaluation) in [("● held-out", "heldout"), ("△ told rules", "permuted")] {
      let last = try #require(log.evaluations(evaluation).last)
      let value = Say.short(last.number("success_rate") ?? .nan)
      #expect(text.contains("\(name) \(value) n \(last.whole("episodes"))"))
    }
    for (name, second) in [("○ first", false), ("◆ second", true)] {
      let value = Say.short(share(step, second: second))
      #expect(text.contains("\(name) \(value) n \(rewards(step, second).count)"))
    }
  }

  @Test func `the cursor tells raw, smoothed and n of its step and nothing later`() throws {
    var screen = try screen()
    for step in log.steps.reversed().dropFirst() {
      screen.press("h")
      let lines = screen.lines
      #expect(lines.contains { $0.contains("step \(step) ") && $0.contains("raw smoothed     n") })
      for (name, second) in [("○ first", false), ("◆ second", true)] {
        let rewards = rewards(step, second)
        let row = try #require(lines.first { $0.contains(name) }).split(separator: " ").map(
          String.init)
        let place = try #require(row.firstIndex(of: second ? "second" : "first"))
        guard !rewards.isEmpty else {
          #expect(row[place + 1] == "–")
          continue
        }
        #expect(row[place + 1] == Say.short(share(step, second: second)), "\(step) \(row)")
        #expect(row[place + 2] == Say.short(smoothed(step, second: second)), "\(step) \(row)")
        #expect(row[place + 3] == "\(rewards.count)")
      }
      let held = try #require(log.evaluations("heldout").last { $0.whole("step") <= step })
      let row = try #require(lines.first { $0.contains("● held-out") })
      #expect(row.contains(" " + Say.short(held.number("success_rate") ?? .nan) + " "))
      let words = "evaluated at \(held.whole("step"))"
      #expect(row.contains(words) == (held.whole("step") < step))
    }
  }

  @Test func `lift, its interval and its table are those of the steps that stand beside them`()
    throws
  {
    let text = try screen().text
    let net = try #require(PlainMetrics(log: log).netLift(latest))
    let gated = log.episodes(latest).filter(\.isGated)
    let fixed = gated.count(where: \.isFixed)
    let gain = gated.reduce(0) { $0 + ($1.r2 ?? 0) - $1.r1 } / Double(gated.count)
    #expect(
      text.split(separator: "\n").contains {
        $0.contains("net lift ─") && $0.contains("─ steps \(latest[0])–\(latest[9]) ")
      })
    #expect(text.contains("\(Say.signed(net.value)) ±\(Say.two(net.half ?? 0)) 95 %"))
    #expect(text.contains("n \(net.count) failed attempts in \(net.clusters) groups"))
    #expect(text.contains("fixed \(fixed)  failed again \(gated.count - fixed)"))
    #expect(text.contains("fixed \(Say.two(Double(fixed) / Double(gated.count)))"))
    #expect(text.contains("r2 − r1 \(Say.signed(gain))"))
  }

  @Test func `cost is what the clock said of these steps`() throws {
    let text = try screen().text
    var phases: [String: Double] = [:]
    for event in log.events where latest.contains(event.whole("step")) {
      guard ["update", "evaluation"].contains(event.word("event")) else { continue }
      for (name, seconds) in event.fields("time").fields("phases") {
        phases[name, default: 0] += (seconds as? NSNumber)?.doubleValue ?? 0
      }
    }
    let total = phases.values.reduce(0, +)
    #expect(
      text.split(separator: "\n").contains {
        $0.contains("cost of a step ─")
          && $0.contains("─ \(Say.duration(total / 10)) · steps \(latest[0])–\(latest[9]) ")
      })
    for (name, seconds) in phases {
      let share = Int((seconds / total * 100).rounded())
      #expect(text.contains("\(name) \(share) %  \(Say.duration(seconds / 10))"))
    }
  }

  @Test func `what is said of the reflections is of these steps`() throws {
    let text = try screen().text
    let written = log.episodes(latest).compactMap(\.reflection)
    let rules = written.flatMap { $0.list("claims") }
      .filter { $0.word("kind") == "rule" && $0.word("verdict") != "unsupported" }
    let gated = log.episodes(latest).filter(\.isGated)
    let n = Double(written.count)
    #expect(text.contains("n \(written.count), steps \(latest[0])–\(latest[9])"))
    for (name, share) in [
      ("could be read", Double(written.count { $0["parsed"] as? Bool == true }) / n),
      (
        "rules true   ",
        Double(rules.count { $0.word("verdict") == "true" }) / Double(rules.count)
      ), ("retry solved ", Double(gated.count(where: \.isFixed)) / Double(gated.count)),
    ] { #expect(text.contains("\(name) \(Say.two(share))"), "\(name)") }
  }

  @Test func `memory has its entries with what came of them`() throws {
    let text = try screen().text
    let changes = log.events("memory")
    let stored = changes.filter { $0.word("change") == "stored" }
    let gone = Set(changes.filter { $0.word("change") == "evicted" }.map { $0.whole("id") })
    let live = stored.filter { !gone.contains($0.whole("id")) }
    #expect(text.contains("\(live.count) live of \(stored.count)"))
    let uses = Dictionary(grouping: log.episodes.filter { $0.toldMemory != nil }) {
      $0.toldMemory ?? 0
    }
    func started(_ entry: PlainLog.Event) -> Int {
      log.events("reflection").count { $0.number("from") == entry.number("id") }
    }
    let most = try #require(live.max { started($0) < started($1) })
    let users = uses[most.whole("id")] ?? []
    let won = users.count { $0.r2 ?? 0 >= 1 }
    #expect(
      text.contains("#\(most.whole("id")) ep. \(most.whole("episode")) won \(won)/\(users.count)"))
  }

  // MARK: - Lists

  @Test func `episodes have their steps, groups and rewards`() throws {
    let lines = try screen("2", "G").lines
    for episode in log.episodes.suffix(30) {
      let rewards =
        "\(Int(episode.r1))" + (episode.r2.map { "⇒\(Int($0))" } ?? "")
      #expect(
        lines.contains {
          $0.contains(" \(episode.step) ") && $0.contains("\(episode.group) \(rewards)")
        },
        "\(episode.id)")
    }
    let last = try #require(log.episodes.last)
    let group = log.episodes.filter { $0.group == last.group }
    let failed = group.count { $0.r1 < 1 }
    #expect(
      lines.contains { $0.contains("group \(last.group): \(failed) of \(group.count) failed") })
  }

  @Test func `every measure of the reflections has its value, interval and n`() throws {
    var screen = try RecordedScreen(Self.run, width: 160, height: 100)
    screen.press("3")
    let lines = screen.lines
    let rows = PlainMetrics(log: log).rows
    let shown = lines.compactMap { line -> (name: String, rest: String)? in
      guard let match = line.firstMatch(of: /│ (?:R\d+|form) +(.+?)  +(.+)$/) else { return nil }
      return (String(match.1), String(match.2))
    }
    #expect(shown.count >= 20)
    for (name, rest) in shown {
      if name == "memory value" {
        // All retries without an entry are of the first step, when there was none.
        #expect(rest.hasPrefix("— no step had retries both with an entry and without"))
        continue
      }
      let row = try #require(rows[name], "\(name)")
      #expect(rest.hasPrefix("\(row.text) n \(row.n)"), "\(name): \(rest), not \(row)")
    }
  }

  @Test func `memory's list has uses, wins and ages`() throws {
    let lines = try screen("4").lines
    let stored = log.events("memory").filter { $0.word("change") == "stored" }
    for entry in stored.suffix(20) {
      let id = entry.whole("id")
      let uses = log.events("reflection").count { $0.number("from") == Double(id) }
      let told = log.episodes.filter { $0.toldMemory == id }
      let won = told.count { $0.r2 ?? 0 >= 1 }
      let share = told.isEmpty ? "—" : Say.two(Double(won) / Double(told.count))
      let row = try #require(lines.first { $0.prefix(12).contains("#\(id) ") })
      let cells = row.split(separator: " ").map(String.init)
      let place = try #require(cells.firstIndex(of: "#\(id)"))
      #expect(
        Array(cells[(place + 1)...(place + 3)]) == ["\(entry.whole("step"))", "\(uses)", share])
    }
  }

  // MARK: - The rest

  @Test func `diagnostics have the latest update's numbers`() throws {
    var screen = try screen("5")
    let update = try #require(log.events("update").last)
    let rows = update.fields("rows")
    for (tabs, key) in [(0, "loss"), (1, "entropy"), (6, "clip_share")] {
      for _ in 0..<tabs { screen.press("tab") }
      screen.press("enter")
      let text = screen.text
      for (kind, marker) in [("first", "○"), ("reflection", "◇"), ("second", "◆")] {
        let row = rows.fields(kind)
        let value = Say.short(row.number(key) ?? .nan)
        #expect(
          text.contains("\(marker) \(kind) \(value) n \(row.whole("rows"))"), "\(key) \(kind)")
      }
      screen.press("enter")
      for _ in 0..<tabs { screen.press("back-tab") }
    }
  }

  @Test func `comparison has the run's held-out success, cost and lift`() throws {
    let text = try screen("6").text
    let last = try #require(log.evaluations("heldout").last)
    let net = try #require(PlainMetrics(log: log).netLift(log.steps))
    let interval = Say.wilson(last.number("success_rate") ?? 0, Double(last.whole("episodes")))
    #expect(text.contains("\(Say.two(last.number("success_rate") ?? 0)) \(Say.interval(interval))"))
    #expect(text.contains("\(Say.signed(net.value)) ±\(Say.two(net.half ?? 0))"))
    let update = try #require(log.events("update").last)
    #expect(text.contains(Say.short(update.number("tokens") ?? 0)))
  }

  @Test func `the log has as many events as lines`() throws {
    let text = try screen("7").text
    #expect(text.contains("\(log.events.count) events"))
    let last = try #require(log.evaluations("heldout").last)
    #expect(text.contains("held-out \(Say.short(last.number("success_rate") ?? 0)) ["))
  }

  @Test func `transitions add up over all episodes`() throws {
    let text = try screen("8").text
    let all = log.episodes
    let counts = [
      ("failed ⇒ solved", all.count(where: \.isFixed)),
      ("solved ⇒ solved", all.count { $0.r1 >= 1 && $0.r2 ?? 1 >= 1 }),
      ("solved ⇒ failed", all.count { $0.r1 >= 1 && $0.r2 ?? 1 < 1 }),
    ]
    #expect(text.contains("n \(all.count) episodes"))
    for (name, count) in counts {
      let share = Say.two(Double(count) / Double(all.count))
      let interval = Say.interval(Say.wilson(Double(count) / Double(all.count), Double(all.count)))
      let line = try #require(text.split(separator: "\n").first { $0.contains(name) })
      #expect(line.contains("\(share) \(interval) \(count)"), "\(line)")
    }
  }
}
