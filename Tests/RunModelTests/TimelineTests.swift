import RunModel
import SyntheticRuns
import Testing

struct TimelineTests {
  @Test func `looking back shows what was known then`() {
    let events = SyntheticRun(steps: 6, prompts: 2, finishes: true).events
    var timeline = Timeline()
    for (offset, event) in events.enumerated() { timeline.append(event, offset: offset * 100) }
    var state = RunState()
    for (count, event) in events.enumerated() {
      let past = timeline.state(at: .after(events: count))
      #expect(past.withoutTexts == state.withoutTexts, "after \(count) events")
      #expect(past.lines == state.lines)
      for record in state.episodes.records {
        #expect(past.texts(of: record.id) == state.texts(of: record.id))
      }
      state.apply(event, offset: count * 100)
    }
    #expect(timeline.state(at: .following) == state)
  }

  @Test func `stepping back and forth visits every training step`() {
    let events = SyntheticRun(steps: 5, prompts: 1).events
    var timeline = Timeline()
    for event in events { timeline.append(event) }
    var seen: [Int] = []
    var playhead = Playhead.following
    while let before = timeline.playhead(before: playhead) {
      seen.append(timeline.state(at: before).stepsDone)
      playhead = before
    }
    // The evaluation of step 5 comes after its update, so step 5 is behind the latest event.
    #expect(seen == [5, 4, 3, 2, 1])
    playhead = timeline.playhead(after: playhead)
    #expect(timeline.state(at: playhead).stepsDone == 2)
    #expect(timeline.state(at: timeline.playhead(atStep: 3)).stepsDone == 3)
    #expect(timeline.state(at: timeline.playhead(atStep: 99)).stepsDone == 5)
  }

  @Test func `snapshots of a very long run stay few and right`() {
    var timeline = Timeline()
    for step in 1...3000 {
      timeline.append(
        LoggedEvent(
          .update(
            UpdateRecord(
              step: step, rows: [:], gradientNorm: 1, learningRate: 1, sequences: step,
              tokens: step, optimizerSteps: step))))
    }
    for step in [1, 2, 700, 1111, 2999] {
      let found = timeline.state(at: timeline.playhead(atStep: step)).stepsDone
      #expect(found <= step && found > step - 16, "step \(step), found \(found)")
    }
    #expect(timeline.state(at: .after(events: -5)).withoutTexts == RunState())
  }

  @Test func `an empty timeline has a state everywhere`() {
    let timeline = Timeline()
    #expect(timeline.state(at: .after(events: 3)) == RunState())
    #expect(timeline.playhead(before: .following) == nil)
    #expect(timeline.playhead(after: .following) == .following)
  }
}
