import Importers
import RLCore
import RunLog
import RunModel
import Testing

/// The latest step of another trainer's log, of which nothing says that it is over.
@Suite struct `The latest step of a log by others` {
  private static func events(_ log: SampleLog) throws -> [LoggedEvent] {
    try log.whole().reading(from: log.format).events.map(\.event)
  }

  @Test func `counts as far as it is written`() throws {
    let log = try #require(SampleLog.all.first { $0.format == "erl" })
    var timeline = Timeline()
    for event in try Self.events(log) { timeline.append(event) }
    let gated = { (run: RunState) in
      run.episodes.records.count { episode in
        episode.second != nil && (episode.first?.reward ?? 1) < run.threshold(of: episode)
      }
    }
    let before = timeline.latest
    #expect(before.lift().gain.count < gated(before))
    timeline.stand()
    let run = timeline.latest
    #expect(run.lift().gain.count == gated(run))
    #expect(run.latestClosedSteps(1).last?.step == run.steps.last?.step)
    #expect(run.steps.last.map(run.isOver) == false)
    #expect(run.totals().lift == run.steps.reduce(into: LiftSums()) { $0 = $0 + $1.lift })
  }

  @Test(arguments: SampleLog.all)
  func `is the same whether somebody looked meanwhile or not`(log: SampleLog) throws {
    let events = try Self.events(log)
    var (watched, read) = (Timeline(), Timeline())
    var plain = RunState()
    for (place, event) in events.enumerated() {
      watched.append(event)
      watched.stand()
      read.append(event)
      plain.apply(event)
      if place % 7 == 0 { #expect(watched.latest == plain.asItStands) }
    }
    read.stand()
    #expect(watched.latest == read.latest)
    let half = events.count / 2
    let past = watched.state(at: .after(events: half))
    var fresh = RunState()
    for event in events.prefix(half) { fresh.apply(event) }
    #expect(past.eventCount == half)
    #expect(past.steps == fresh.asItStands.steps)
    #expect(past.totals() == fresh.asItStands.totals())
  }

  @Test func `of very many episodes stands when nothing has come between two looks`() throws {
    let log = try #require(SampleLog.all.first { $0.format == "erl" })
    let events = try Self.events(log)
    var timeline = Timeline()
    for event in events { timeline.append(event) }
    let step = try #require(timeline.latest.steps.last?.step)
    var attempt = try #require(
      events.compactMap { if case .attempt(let attempt) = $0.event { attempt } else { nil } }.first)
    (attempt.step, attempt.attempt) = (step, .first)
    func append(_ episodes: Range<Int>) {
      for episode in episodes {
        attempt.episode = episode
        timeline.append(LoggedEvent(.attempt(attempt)))
      }
    }
    append(1000..<11_001)
    for more in 0..<2 {
      timeline.stand()
      #expect(timeline.latest.steps.last?.isClosed == false)
      timeline.stand()
      #expect(timeline.latest.steps.last?.isClosed == true)
      append(20_000 + more..<20_001 + more)
      #expect(timeline.latest.steps.last?.isClosed == false)
    }
  }

  @Test func `of a run of ours is not counted before it is over`() throws {
    var timeline = Timeline()
    let log = try #require(SampleLog.all.first { $0.format == "erl" })
    for event in try Self.events(log) {
      if case .runStarted(var start) = event.event {
        start.format = nil
        timeline.append(LoggedEvent(.runStarted(start), time: event.time))
      } else {
        timeline.append(event)
      }
    }
    let before = timeline.latest
    timeline.stand()
    #expect(timeline.latest == before)
  }
}
