import RunLog
import RunModel
import Testing

/// What people and engines did, as lines of a log.
@Suite struct `Control lines` {
  private func record(_ rest: String) throws -> ControlRecord? {
    let event = try EventLine.decode(Array(line(rest).utf8)).event
    guard case .control(let record) = event else { return nil }
    return record
  }

  private func line(_ rest: String) -> String { #"{"event":"control","step":3,\#(rest)}"# }

  /// The words that logs have had from the beginning.
  private static let known: [(rest: String, action: ControlAction)] = [
    (#""action":"pause","detail":"","who":"ada""#, .pause),
    (#""action":"resume","detail":"","who":"ada""#, .resume),
    (#""action":"step","detail":"phase","who":"ada""#, .step(.phase)),
    (#""action":"step","detail":"step","who":"ada""#, .step(.step)),
    (#""action":"stop","detail":"with a checkpoint","who":"ada""#, .stop),
    (#""action":"abort","detail":"","who":"ada""#, .abort),
    (#""action":"checkpoint","detail":"after the step under way","who":"ada""#, .checkpoint),
    (#""action":"note","detail":"watch this","who":"ada""#, .note("watch this")),
    (#""action":"refused","detail":"no such option","who":"ada""#, .refused("no such option")),
    (#""action":"memory","detail":"pin memory #12","who":"ada""#, .memory(.pin, id: 12)),
    (
      #""action":"set","detail":"optimizer.kl 0.0 → 0.1","who":"ada","#
        + #""option":"optimizer.kl","from":"0.0","to":"0.1""#,
      .set(SettingChange(key: "optimizer.kl", old: "0.0", new: "0.1"))
    ),
    (
      #""action":"timeout","detail":"nobody reflected on episode 7 in time: the policy does","#
        + #""who":"the engine","episode":7"#, .timeout(episode: 7)
    ),
  ]

  @Test(arguments: known.indices)
  func `a deed is known by what it is, and written as ever`(place: Int) throws {
    let (rest, action) = Self.known[place]
    let record = try #require(try record(rest))
    #expect(record.action == action)
    #expect(record.remark == nil)
    let bytes = EventLine.encode(LoggedEvent(.control(record)))
    #expect(String(decoding: bytes, as: UTF8.self) == line(rest))
  }

  @Test(arguments: [
    (#""action":"pause","detail":"for lunch","who":"ada""#, ControlAction.pause, "for lunch"),
    (
      #""action":"memory","detail":"pin memory #012","who":"ada""#, .other("memory"),
      "pin memory #012"
    ),
    (#""action":"step","detail":"epoch","who":"ada""#, .other("step"), "epoch"),
    (#""action":"set","detail":"something","who":"ada""#, .other("set"), "something"),
    (#""action":"danced","detail":"a waltz","who":"ada""#, .other("danced"), "a waltz"),
  ])
  func `what another version says of a deed is kept and shown`(
    rest: String, action: ControlAction, detail: String
  ) throws {
    let record = try #require(try record(rest))
    #expect(record.action == action)
    #expect(record.detail == detail)
    let bytes = EventLine.encode(LoggedEvent(.control(record)))
    #expect(String(decoding: bytes, as: UTF8.self) == line(rest))
    var state = RunState()
    state.apply(LoggedEvent(.control(record)))
    #expect(state.lines.last?.text == "\(action.name): \(detail) by \(record.who)")
  }

  @Test(arguments: [
    ("the first success", MemoryReason.firstSuccess),
    ("the latest success takes the place of #31", .latestSuccess(replaces: 31)),
    ("its second attempt succeeded", .succeeded),
    ("8 entries have a better record", .lost(capacity: 8)),
    ("by hand", .byHand),
    ("By hand", .other("By hand")),
    (
      "the latest success takes the place of #031",
      .other(
        "the latest success takes the place of #031")
    ),
    ("", .other("")),
  ])
  func `why memory changed is read from its words and gives them back`(
    text: String, reason: MemoryReason
  ) {
    #expect(MemoryReason(text: text) == reason)
    #expect(reason.text == text)
  }
}
