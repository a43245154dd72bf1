import RLCore
import RunModel
import SyntheticRuns
import Testing

struct RunStateTests {
  private func fold(_ events: some Sequence<LoggedEvent>, from start: RunState = RunState())
    -> RunState
  {
    events.reduce(into: start) { $0.apply($1) }
  }

  @Test func `folding in two parts is folding at once, wherever the cut`() {
    let events = SyntheticRun(steps: 3, finishes: true).events
    let whole = fold(events)
    for cut in 0...events.count {
      #expect(fold(events[cut...], from: fold(events[..<cut])) == whole, "cut at \(cut)")
    }
  }

  @Test func `row types stay apart`() throws {
    var state = RunState()
    state.apply(LoggedEvent(.attempt(.plain(episode: 1, kind: .first, reward: 0))))
    state.apply(LoggedEvent(.attempt(.plain(episode: 1, kind: .second, reward: 1))))
    state.apply(LoggedEvent(.attempt(.plain(episode: 2, kind: .probe, reward: 1))))
    let step = try #require(state.steps.last)
    #expect(step.first.successRate == 0)
    #expect(step.second.successRate == 1)
    #expect(step.outcomes.fixed == 1)
    #expect(state.probes == 1)
    #expect(state.episodes.count == 1)
  }

  @Test func `the lift of a step counts once the step is over`() {
    let events = SyntheticRun(steps: 2).events
    var state = RunState()
    for event in events {
      if case .update(let update) = event.event {
        #expect(state.steps.last?.isClosed == false)
        state.apply(event)
        #expect(state.steps.last?.step == update.step)
        #expect(state.steps.last?.isClosed == true)
        let gated = state.steps.last?.outcomes.gated
        #expect(state.steps.last?.lift.gain.count == gated)
      } else {
        state.apply(event)
      }
    }
  }

  @Test func `a memory entry knows its birth, its uses, its wins and its end`() throws {
    let state = fold(SyntheticRun(steps: 12).events)
    let entries = Array(state.memory.entries)
    try #require(entries.count > 3)
    for (entry, next) in zip(entries, entries.dropFirst()) {
      #expect(entry.end?.successor == next.id)
      let using = state.episodes(using: entry.id, limit: .max)
      #expect(entry.uses == using.count)
      #expect(entry.wins == using.count { $0.second?.reward == 1 })
    }
    #expect(state.memory.live.map(\.id) == [entries[entries.count - 1].id])
  }

  @Test func `with a slot for each worker a success overwrites its own slot`() {
    func reflection(_ episode: Int, from: Int?) -> LoggedEvent {
      LoggedEvent(
        .reflection(
          ReflectionRecord(
            step: 1, episode: episode, id: episode, from: from, prompt: "", text: "x", advice: "x",
            parsed: true, tokens: 1, logProbability: 0, author: "self")))
    }
    func change(_ change: MemoryChange.Change, _ id: Int, _ episode: Int) -> LoggedEvent {
      LoggedEvent(
        .memory(
          MemoryChange(
            step: 1, change: change, id: id, episode: episode, text: "x", why: .succeeded)))
    }
    let state = fold([
      reflection(1, from: nil), reflection(2, from: nil), change(.stored, 1, 1),
      change(.stored, 2, 2), reflection(3, from: 1), change(.replaced, 3, 3),
    ])
    #expect(state.memory.live.map(\.id) == [2, 3])
    #expect(state.memory[1]?.end?.successor == 3)
  }

  @Test func `a memory entry has the claims of its reflection, until somebody rewrites it`() {
    let claim = Claim(.rule, .right, about: "C", at: 0..<7, isShown: true, said: ["danger"])
    var written = ReflectionRecord(
      step: 1, episode: 1, id: 1, from: nil, prompt: "", text: "C kills.", advice: "C kills.",
      parsed: true, tokens: 2, logProbability: 0, author: "self")
    written.claims = [claim]
    func change(_ change: MemoryChange.Change, _ text: String) -> LoggedEvent {
      LoggedEvent(
        .memory(
          MemoryChange(step: 1, change: change, id: 1, episode: 1, text: text, why: .succeeded)))
    }
    let stored = fold([LoggedEvent(.reflection(written)), change(.stored, "C kills.")])
    #expect(stored.memory[1]?.claims == [claim])
    #expect(stored.memory[1]?.rules == RuleCheck(claims: 1, right: 1))
    let edited = fold([
      LoggedEvent(.reflection(written)), change(.stored, "C kills."), change(.edited, "C holds."),
    ])
    #expect(edited.memory[1]?.claims == nil)
    // What is told in other words than were written has its rules judged, and no places in it.
    written.text = "Stay away from C!"
    let told = fold([LoggedEvent(.reflection(written)), change(.stored, "C kills.")])
    #expect(told.memory[1]?.claims == nil && told.memory[1]?.rules.right == 1)
  }

  @Test func `texts are bounded and numbers are not`() {
    let events = SyntheticRun(steps: 150, prompts: 8).events
    let state = fold(events)
    #expect(state.episodes.count == 150 * 32)
    #expect(state.recent.count < RecentTexts.episodesKept + 64)
    #expect(state.recent.lines.count < RecentTexts.linesKept + 64)
    #expect(state.texts(of: 1) == nil)
    #expect(state.texts(of: 150 * 32)?.first?.episode == 150 * 32)
    #expect(state.steps.count == 150)
  }

  @Test func `pausing, failing and going on change the status`() {
    var state = RunState()
    #expect(state.status == .waiting)
    state.apply(LoggedEvent(.attempt(.plain(episode: 1, kind: .first, reward: 0))))
    #expect(state.status == .running)
    state.apply(
      LoggedEvent(.control(ControlRecord(step: 1, action: .pause, who: "k"))))
    #expect(state.status == .paused)
    state.apply(LoggedEvent(.runFailed(step: 1, reason: "killed")))
    #expect(state.status == .failed(step: 1, reason: "killed"))
    state.apply(LoggedEvent(.attempt(.plain(episode: 2, kind: .first, reward: 0))))
    #expect(state.status == .running)
  }

  @Test func `what is not a number poisons nothing`() {
    var state = RunState()
    state.apply(
      LoggedEvent(
        .attempt(.plain(episode: 1, kind: .first, reward: .nan)),
        time: EventTime(elapsed: .nan)))
    state.apply(LoggedEvent(.attempt(.plain(episode: 2, kind: .first, reward: 1))))
    #expect(state.steps.last?.first.mean == 1)
    #expect(state.elapsed == nil)
  }

  @Test func `a reflection before its attempt still belongs to its episode`() {
    var state = RunState()
    state.apply(
      LoggedEvent(
        .reflection(
          ReflectionRecord(
            step: 1, episode: 7, id: 1, from: nil, prompt: "", text: "x", advice: "x", parsed: true,
            tokens: 1, logProbability: 0, author: "self"))))
    state.apply(
      LoggedEvent(.attempt(.plain(episode: 7, group: 4, kind: .first, reward: 0))), offset: 90)
    #expect(state.episodes[7]?.group == 4)
    #expect(state.episodes[7]?.reflection?.id == 1)
    #expect(state.episodes[7]?.offsets == [90])
  }

  @Test func `claims about symbols are held against the legend`() {
    let check = RuleCheck(
      text: "C died A player B safe C is a hole Z goal D safe E unknown",
      legend: SyntheticRun.legend)
    // A player, B safe (wrong), C hole, D safe; "Z" is no symbol and "unknown" no meaning.
    #expect(check == RuleCheck(claims: 4, right: 3))
    #expect(RuleCheck(text: "no claims", legend: SyntheticRun.legend).accuracy == nil)
  }
}
