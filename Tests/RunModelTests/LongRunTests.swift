import RLCore
import SyntheticRuns
import Testing

@testable import RunModel

@Suite struct `The state of a long run` {
  /// A run whose reflections all say something that none before them said.
  private func events(steps: Int) -> [LoggedEvent] {
    SyntheticRun(steps: steps).events.map { logged in
      guard case .reflection(var written) = logged.event else { return logged }
      written.claims = [
        Claim(
          .rule, .right, about: "S\(written.id)", at: 0..<1, isShown: true, said: ["hole"],
          isGuess: false)
      ]
      return LoggedEvent(.reflection(written), time: logged.time)
    }
  }

  private func timeline(steps: Int) -> Timeline {
    var timeline = Timeline()
    for event in events(steps: steps) { timeline.append(event) }
    return timeline
  }

  @Test func `has no more records as objects than that of a short one`() {
    let (short, long) = (timeline(steps: 60), timeline(steps: 900))
    #expect(long.latest.episodes.count > 10 * short.latest.episodes.count)
    #expect(short.latest.unpacked > 0)
    // The steps under way, the texts of 256 entries of the memory, and chunks that are not full.
    #expect(long.latest.unpacked <= 512)
  }

  @Test func `shares with moments long past what is the same in both`() {
    var timeline = Timeline()
    var moments: [RunState] = []
    for event in events(steps: 300) {
      timeline.append(event)
      if case .update = event.event { moments.append(timeline.latest) }
    }
    // Those of a chunk of steps that is not full.
    #expect(timeline.snapshots.count { $0.steps.ownsItsTail } <= 33)
    #expect(timeline.snapshots.count > 290)
    for (step, moment) in moments.enumerated() {
      let past = timeline.state(at: timeline.playhead(atStep: step + 1))
      #expect(past.steps == moment.steps && past.totals() == moment.totals(), "step \(step + 1)")
      #expect(past.memory == moment.memory, "step \(step + 1)")
      let newest = moment.memory.latest.map(\.id)
      #expect(newest.flatMap { past.memory[$0]?.isLive } == newest.map { _ in true })
    }
  }

  @Test func `still tells what each reflection meant`() {
    let run = timeline(steps: 60).latest
    let reflections = run.episodes.records.compactMap(\.reflection)
    #expect(reflections.count > 100)
    for reflection in reflections {
      #expect(reflection.meaning?.parts.map(\.proposition.subject) == ["S\(reflection.id)"])
    }
  }
}
