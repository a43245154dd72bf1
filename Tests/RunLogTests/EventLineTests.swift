import Basics
import RLCore
import RunLog
import RunModel
import Testing

private func line(_ event: RunEvent, time: EventTime? = nil) -> String {
  String(decoding: EventLine.encode(LoggedEvent(event, time: time)), as: UTF8.self)
}

private func decode(_ line: String) throws(JSONProblem) -> RunEvent {
  try EventLine.decode(Array(line.utf8)).event
}

@Suite struct `Writing events` {
  @Test func `what is written reads back as the same event`() throws {
    var events = RandomEvents(seed: 1)
    for _ in 0..<3_000 {
      let event = events.next()
      let bytes = EventLine.encode(event)
      #expect(try EventLine.decode(bytes) == event)
      #expect(EventLine.encode(event) == bytes)
    }
  }

  @Test func `no line contains a newline or a control character`() {
    var events = RandomEvents(seed: 2)
    for _ in 0..<1_000 {
      let text = String(decoding: EventLine.encode(events.next()), as: UTF8.self)
      #expect(text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    }
  }

  @Test func `the kind is the first key and the clock the last`() {
    let update = UpdateRecord(
      step: 3, rows: [.second: statistics, .first: statistics], gradientNorm: 0.5,
      learningRate: 0.001, sequences: 9, tokens: 90, optimizerSteps: 3)
    let rows =
      #"{"rows":2,"reward":0.5,"loss":-0.25,"advantage_mean":0,"advantage_deviation":1,"#
      + #""all_failed_groups":1,"all_solved_groups":0,"groups":1,"entropy":0.1,"clip_share":0}"#
    let written = line(
      .update(update), time: EventTime(elapsed: 1.5, phases: ["update": 0.5, "first": 1]))
    #expect(
      written == #"{"event":"update","step":3,"rows":{"first":"# + rows + #","second":"# + rows
        + #"},"gradient_norm":0.5,"learning_rate":0.001,"sequences":9,"tokens":90,"#
        + #""optimizer_steps":3,"time":{"elapsed":1.5,"phases":{"first":1,"update":0.5}}}"#)
  }

  @Test func `an attempt leaves out what is at its default`() {
    let record = AttemptRecord(
      step: 1, episode: 2, group: 3, attempt: .second, task: "t", board: ["AB", "CD"], start: 0,
      turns: [
        Turn(
          observation: "", text: "down", action: "down", wasEffective: true, reward: 0,
          outcome: .moved, position: 2),
        Turn(
          observation: "moved", text: "?", action: nil, wasEffective: false, reward: 1,
          outcome: .invalid, position: nil),
      ], reward: 1, feedback: "solved", tokens: 4, logProbability: -0.5)
    #expect(
      line(.attempt(record))
        == #"{"event":"attempt","step":1,"episode":2,"group":3,"attempt":"second","task":"t","#
        + #""board":["AB","CD"],"start":0,"turns":["#
        + #"{"text":"down","action":"down","outcome":"moved","at":2},"#
        + #"{"observation":"moved","text":"?","effective":false,"reward":1,"outcome":"invalid"}],"#
        + #""reward":1,"feedback":"solved","tokens":4,"logprob":-0.5}"#)
  }

  @Test func `probabilities of tokens are written short, and their pieces where they are no words`()
  {
    let turn = Turn(
      observation: "", text: "go left", action: nil, wasEffective: true, reward: 0,
      outcome: .moved, position: nil, tokens: TokenTrace(logProbabilities: [-0.837, 0, -12]))
    let reflection = ReflectionRecord(
      step: 1, episode: 2, id: 3, from: nil, prompt: "", text: "ab", advice: "", parsed: true,
      tokens: 2, logProbability: -1, author: "self",
      trace: TokenTrace(logProbabilities: [-0.1, -2.25], separate: ["a", "b"]))
    var attempt = AttemptRecord(
      step: 1, episode: 2, group: 3, attempt: .first, task: "t", board: [], start: nil,
      turns: [turn], reward: 1, feedback: "", tokens: 3, logProbability: -0.5)
    #expect(line(.attempt(attempt)).contains(#""outcome":"moved","logps":[-0.837,0,-12]}]"#))
    #expect(
      line(.reflection(reflection))
        .hasSuffix(#""author":"self","logps":[-0.1,-2.25],"pieces":["a","b"]}"#))
    attempt.turns[0].tokens = nil
    #expect(!line(.attempt(attempt)).contains("logps"))
  }

  @Test func `a retry has its number where there are several, an update what was forgotten`() throws
  {
    var attempt = AttemptRecord(
      step: 1, episode: 2, group: 3, attempt: .second, task: "t", board: [], start: nil, turns: [],
      reward: 1, feedback: "", tokens: 3, logProbability: -0.5, reflection: 7)
    #expect(!line(.attempt(attempt)).contains("retry"))
    attempt.retry = 2
    #expect(line(.attempt(attempt)).hasSuffix(#""reflection":7,"retry":2}"#))
    #expect(try decode(line(.attempt(attempt))) == .attempt(attempt))
    var update = UpdateRecord(
      step: 3, rows: [:], gradientNorm: 0.5, learningRate: 0.001, sequences: 9, tokens: 90,
      optimizerSteps: 3)
    #expect(!line(.update(update)).contains("routes"))
    (update.routesNotRemembered, update.routesNotDistilled) = (0, 4)
    #expect(
      line(.update(update)).hasSuffix(
        #""optimizer_steps":3,"routes_not_remembered":0,"routes_not_distilled":4}"#))
    #expect(try decode(line(.update(update))) == .update(update))
  }

  @Test func `numbers that JSON lacks are written as words`() throws {
    let record = EvaluationRecord(
      step: 1, name: "heldout", successRate: .nan, low: -.infinity, high: .infinity, episodes: 1,
      sequences: 1, tokens: 1)
    let written = line(.evaluation(record))
    #expect(written.contains(#""success_rate":"NaN","low":"-Infinity","high":"Infinity""#))
    guard case .evaluation(let read) = try decode(written) else {
      Issue.record("\(written)")
      return
    }
    #expect(read.successRate.isNaN && read.low == -.infinity && read.high == .infinity)
  }

  @Test func `control and escape sequences are written as escapes`() {
    #expect(
      line(.runFailed(step: 0, reason: "\u{1B}[2J\u{0}\u{9B}\u{7F}\n\"\\é"))
        == #"{"event":"run_failed","step":0,"#
        + #""reason":"\u001b[2J\u0000\u009b\u007f\n\"\\é"}"#)
  }

  private var statistics: RowStatistics {
    RowStatistics(
      rows: 2, reward: 0.5, loss: -0.25, advantageMean: 0, advantageDeviation: 1,
      allFailedGroups: 1, allSolvedGroups: 0, groups: 1, kl: nil, entropy: 0.1, clipShare: 0)
  }
}

@Suite struct `Reading events` {
  @Test func `the order of keys, spaces, unknown keys and nulls do not matter`() throws {
    let text = """
       { "step" : 3e0 , "new": [{"a":[1,{}]},null,"]}"], "who":null,
       "detail":"\\u0041\\ud83d\\ude00\\/\\ud800x", "event":"control", "action":"note" }\t\r
      """
    #expect(
      try decode(text)
        == .control(ControlRecord(step: 3, action: .note("A😀/\u{FFFD}x"), who: "")))
  }

  @Test func `an unknown kind and an unknown word are kept as unknown`() throws {
    #expect(try decode(#"{"event":"danced","step":"x"}"#) == .unknown(kind: "danced"))
    #expect(
      try decode(#"{"event":"memory","step":1,"change":"forgotten"}"#)
        == .unknown(kind: "memory with 'forgotten'"))
  }

  @Test func `an unknown row type leaves the others`() throws {
    let text = #"{"event":"update","step":1,"rows":{"dreamt":{"rows":1},"first":{"rows":2}}}"#
    guard case .update(let record) = try decode(text) else {
      Issue.record("not an update")
      return
    }
    #expect(record.rows.mapValues(\.rows) == [.first: 2])
  }

  @Test(arguments: [
    ("", "the line ends in the middle of a value"),
    ("[]", "an object was expected at byte 0"),
    (#"{"step":1}"#, "'event' is missing"),
    (#"{"event":"attempt","step":1}"#, "'episode' is missing"),
    (#"{"event":"run_finished"}"#, "'step' is missing"),
    (#"{"event":"run_finished","step":1"#, "the line ends in the middle of a value"),
    (
      #"{"event":"run_finished","step":1}}"#, "there is more behind the end of the value at byte 33"
    ),
    (#"{"event":"run_finished","step":"1"}"#, "a whole number was expected at byte 31"),
    (#"{"event":"run_finished","step":1.5}"#, "a whole number was expected at byte 31"),
    (#"{"event":"run_finished","step":9223372036854775808}"#, "the number at byte 31 is too large"),
    (#"{"event":"evaluation","low":1e999}"#, "the number at byte 28 is too large"),
    (#"{"event":"run_failed","step":1,"reason":"\q"}"#, "there is no such escape as at byte 41"),
    ("{\"event\":\"a\u{1}\"}", "a text contains a control character at byte 11"),
    (#"{"event":"a","b":+1}"#, "a value was expected at byte 17"),
    (#"{"event":"a","b":[1,]}"#, "a value was expected at byte 20"),
    (#"{"event":"a","b":{]}"#, "a key was expected at byte 18"),
  ])
  func `what is wrong with a line is told with its place`(line: String, words: String) {
    let problem = #expect(throws: JSONProblem.self) { try decode(line) }
    #expect(problem?.description == words)
  }

  @Test func `bytes that are not UTF-8 are told`() {
    let bytes = Array(#"{"event":"run_failed","step":1,"reason":"#.utf8) + [0x22, 0xFF, 0x22, 0x7D]
    #expect(throws: JSONProblem(.notUTF8, byte: 41)) { try EventLine.decode(bytes) }
  }

  @Test func `nesting without end neither crashes nor passes`() {
    for bracket in ["[", "{\"a\":"] {
      let line = #"{"event":"a","b":"# + String(repeating: bracket, count: 200_000)
      let problem = #expect(throws: JSONProblem.self) { try decode(line) }
      #expect(problem?.reason == .tooDeep)
    }
  }

  @Test func `every number reads as the nearest double`() throws {
    var events = RandomEvents(seed: 3)
    for _ in 0..<20_000 {
      let number = events.number()
      let line = #"{"event":"evaluation","step":0,"low":\#(number)}"#
      guard number.isFinite, case .evaluation(let record) = try decode(line) else { continue }
      #expect(record.low.bitPattern == number.bitPattern, "\(number)")
    }
  }

  @Test func `garbage never crashes`() {
    var events = RandomEvents(seed: 4)
    for _ in 0..<5_000 {
      var bytes = EventLine.encode(events.next())
      for _ in 0..<Int.random(in: 1...4, using: &events.generator) {
        let place = Int.random(in: 0..<bytes.count, using: &events.generator)
        switch Int.random(in: 0..<3, using: &events.generator) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &events.generator)
        case 1: bytes[place] = UInt8.random(in: 0...255, using: &events.generator)
        default: bytes.removeSubrange(place...)
        }
        if bytes.isEmpty { bytes = [0] }
      }
      _ = try? EventLine.decode(bytes)
    }
  }
}
