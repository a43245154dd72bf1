import ERLTraining
import RunModel
import Testing

@testable import kolb

/// Events that wait until what stands before them is written.
@Suite struct `Held events` {
  private func event(_ step: Int) -> LoggedEvent {
    LoggedEvent(.runFinished(step: step), time: EventTime(elapsed: Double(step)))
  }

  @Test func `they come in their order, each at the log's end`() {
    var held = HeldEvents(since: 2)
    #expect(held.count == 0)
    #expect(held.keep(event(1)) && held.keep(event(2)))
    #expect(held.count == 2)
    #expect(held.next(writtenAt: 100)?.time?.elapsed == 1)
    #expect(held.next(writtenAt: 130)?.time?.elapsed == 2)
    #expect(held.next(writtenAt: 170) == nil)
    #expect(held.count == nil && !held.keep(event(3)))
  }

  @Test func `a place among them is known once they are written`() {
    var held = HeldEvents(since: 0)
    let first = LogPlace(offset: 40, held: held.count)
    _ = held.keep(event(1))
    let second = LogPlace(offset: 40, held: held.count)
    for end in [100, 130] { _ = held.next(writtenAt: end) }
    #expect(held.offset(of: first) == 100)
    #expect(held.offset(of: second) == 130)
    #expect(held.offset(of: LogPlace(offset: 7)) == 7)
  }

  @Test func `seconds are those since the last thing ahead of them`() {
    let began = ContinuousClock.now
    var held = HeldEvents(since: 2, at: began)
    #expect(held.secondsAhead(began + .seconds(3)) == 3)
    #expect(held.secondsAhead(began + .seconds(4)) == 1)
  }
}
