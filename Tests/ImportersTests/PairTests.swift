import Importers
import RLCore
import RunLog
import RunModel
import Testing

/// What pairs of attempts and the reflections between them come to.
@Suite struct `Pairs of attempts in logs of others` {
  private static func state(of format: String) throws -> RunState {
    let log = try #require(SampleLog.all.first { $0.format == format })
    let folder = try log.whole()
    return try folder.reading().state
  }

  private static func metric(_ id: ReflectionMetric.ID, of state: RunState) -> ReflectionMetric? {
    state.reflectionMetrics().first { $0.id == id }
  }

  @Test func `of the official ERL code give lift over siblings and second rewards of the gated`()
    throws
  {
    let state = try Self.state(of: "erl")
    // The first step is over: of three that failed one was fixed, and the sibling of one had done so
    // without a reflection.
    let lift = state.lift()
    #expect(lift.gain.count == 3)
    #expect(abs((lift.gain.mean ?? .nan) - 1.0 / 3) < 1e-9)
    #expect(lift.net.count == 3)
    #expect(lift.net.mean == 0)
    let step = try #require(state.steps.first)
    #expect(step.second.count == 3, "an attempt that solved has no second one")
    #expect(step.second.mean == 1.0 / 3, "the log's own mean would count that one as 1")
    #expect(Self.metric(.netLift, of: state)?.value == 0)
    #expect(Self.metric(.fixRate, of: state)?.value == 1.0 / 3)
  }

  @Test func `of the official ERL code give novelty, length and repeats of reflections`() throws {
    let state = try Self.state(of: "erl")
    let texts = state.episodes.records.compactMap(\.reflection)
    #expect(texts.count == 5)
    #expect(texts.map(\.isRepeated) == [false, false, false, true, false])
    #expect(texts[3].novelty == 0)
    #expect(texts[4].novelty == 1)
    #expect(Self.metric(.length, of: state)?.value == 14, "words, since tokens were not logged")
    #expect(Self.metric(.tokensPerFix, of: state)?.value == nil)
    #expect(Self.metric(.truncated, of: state)?.value == nil)
  }

  @Test func `of Reflexion give what each further trial gained, and no lift over siblings`() throws
  {
    let state = try Self.state(of: "reflexion")
    let gain = state.lift().gain
    let pairs = state.episodes.records.filter { $0.second != nil }
    #expect(gain.count == pairs.count)
    let fixed = pairs.count { $0.second?.reward == 1 }
    #expect(abs((gain.mean ?? .nan) - Double(fixed) / Double(pairs.count)) < 1e-9)
    #expect(state.lift().net.count == 0, "an environment is tried once in a trial")
    let length = try #require(Self.metric(.length, of: state)?.value)
    #expect((20...200).contains(length))
    #expect(Self.metric(.novelty, of: state)?.value.map { $0 > 0.5 && $0 < 1 } == true)
    #expect(Self.metric(.newWords, of: state)?.value == 1)
  }

  @Test func `of Reflexion's programs are one for each reflection`() throws {
    let folder = try LogFolder()
    try folder.write(
      #"""
      {"task_id": "T/0", "prompt": "def f", "is_solved": true, "reflections": ["a", "b"], "implementations": ["p0", "p1", "p2"], "test_feedback": ["e0", "e1", ""], "solution": "p2"}
      {"task_id": "T/1", "prompt": "def g", "is_solved": true, "reflections": [], "implementations": ["q0"], "test_feedback": [""], "solution": "q0"}
      {"task_id": "T/2", "prompt": "def h", "is_solved": false, "reflections": ["c", "d"], "solution": "r2"}

      """#, to: "humaneval.jsonl")
    let reading = try folder.reading()
    #expect(reading.found.format.name == "reflexion")
    #expect(reading.broken.isEmpty)
    #expect(reading.reflections.map(\.text) == ["a", "b", "d"])
    #expect(reading.attempts.map(\.reward) == [0, 0, 0, 1, 1, 0, 0])
    #expect(
      reading.attempts.map { $0.turns.first?.text } == ["p0", "p1", "p1", "p2", "q0", nil, "r2"])
    #expect(reading.attempts[0].feedback == "e0")
    #expect(reading.attempts[5].feedback == "followed by 2 reflections")
  }

  @Test func `in a dump of the official evaluation are told by what is said of each`() throws {
    func trajectory(_ name: String, _ attempt: String, _ reward: Int) -> String {
      #"{"uid": "u", "name": "\#(name)", "reward": \#(reward), "info": {"attempt": "\#(attempt)"}, "#
        + #""steps": [{"observation": "o", "action": "a", "model_response": "\#(attempt)", "#
        + #""chat_completions": [{"role": "assistant", "content": "<prompt>\#(attempt)</prompt>"}]}]}"#
    }
    let kinds = [("first", 0), ("updater", 1), ("second_raw", 1), ("second_distilled", 1)]
    let trajectories = kinds.map { trajectory("solver", $0.0, $0.1) }.joined(separator: ", ")
    let episode =
      #"{"id": "t0:0", "task": {"question": "q?"}, "is_correct": true, "trajectories": [\#(trajectories)]}"#
    let folder = try LogFolder()
    try folder.write("[\(episode), \(episode)]", to: "erl_frozenlake_results_1.json")
    let reading = try folder.reading()
    #expect(reading.found.format.name == "erl")
    #expect(reading.attempts.map(\.attempt) == [.first, .second, .first, .second])
    #expect(reading.attempts.map(\.reward) == [0, 1, 0, 1])
    #expect(reading.reflections.map(\.advice) == ["a", "a"])
  }
}
