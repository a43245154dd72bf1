import RunModel
import SyntheticRuns
import Testing

@testable import Dashboard

@Suite struct `What became of failures` {
  /// Of few lines, so that whole blocks of steps come to stand in one.
  private static let lines = 2

  private func facts(_ story: TransitionStory, of run: RunState) -> [String] {
    let hard = story.hardPrompts(of: run)
    return story.spans(of: run, atMost: Self.lines).map { span in
      "\(span.label) \(Transition.allCases.map { span.tally[$0] })"
    } + hard.episodes.indices.map { "\(hard.episodes[$0]) \(String(describing: hard[$0]))" }
      + ["\(hard.rescued) of \(hard.count)"]
  }

  @Test func `is the same read on the way, at the end and not at all, at any moment`() {
    let events = SyntheticRun(seed: 9, steps: 300, finishes: true).events
    var whole = RunState()
    for event in events { whole.apply(event) }
    var atTheEnd = TransitionStory()
    atTheEnd.read(whole)
    var run = RunState()
    var onTheWay = TransitionStory()
    var moments = 0
    for (number, event) in events.enumerated() {
      run.apply(event)
      // While a block's last step is open it is no whole block.
      let isAtEdge = run.steps.count % 64 == 0 && run.steps.last?.isClosed == false
      guard number % 997 == 0 || number > events.count - 3 || (isAtEdge && number % 13 == 0)
      else { continue }
      let expected = facts(TransitionStory(), of: run)
      #expect(facts(onTheWay, of: run) == expected)
      onTheWay.read(run)
      #expect(facts(onTheWay, of: run) == expected)
      #expect(facts(atTheEnd, of: run) == expected)
      moments += 1
    }
    #expect(moments > 8 && facts(atTheEnd, of: whole).count > 20)
  }

  @Test func `is of one prompt though others' attempts lie between its own`() {
    var (ours, theirs) = (RunState(), RunState())
    var firsts: [LoggedEvent] = []
    for event in SyntheticRun(seed: 5, steps: 70, finishes: true).events {
      ours.apply(event)
      if case .attempt(let attempt) = event.event, attempt.attempt == .first {
        firsts.append(event)
        continue
      }
      // Every second one of a step, then the rest.
      for place in [0, 1] {
        for (number, first) in firsts.enumerated() where number % 2 == place { theirs.apply(first) }
      }
      firsts = []
      if case .runStarted(var start) = event.event {
        start.format = "another trainer's"
        theirs.apply(LoggedEvent(.runStarted(start), time: event.time))
      } else {
        theirs.apply(event)
      }
    }
    let (hard, scattered) = (
      TransitionStory().hardPrompts(of: ours), TransitionStory().hardPrompts(of: theirs)
    )
    #expect(hard.count > 10 && scattered.count == hard.count)
    #expect(scattered.rescued == hard.rescued)
    let failures = { (prompts: HardPrompts) in
      prompts.episodes.indices.compactMap { prompts[$0] }
        .map { [$0.step, $0.failures, $0.retries] }
    }
    #expect(Set(failures(scattered)) == Set(failures(hard)))
    var story = TransitionStory()
    story.read(theirs)
    #expect(facts(story, of: theirs) == facts(TransitionStory(), of: theirs))
  }

  @Test func `comes to as many episodes as the steps have, in no more lines than are asked for`() {
    var run = RunState()
    for event in SyntheticRun(seed: 2, steps: 200).events { run.apply(event) }
    var story = TransitionStory()
    story.read(run)
    for limit in [1, 2, 3, 40, 1000] {
      let spans = story.spans(of: run, atMost: limit)
      #expect(spans.count <= limit)
      #expect(spans.reduce(0) { $0 + $1.tally.count } == TransitionTally(run.totals()).count)
    }
  }
}
