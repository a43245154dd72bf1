import RLCore
import Testing

@testable import ChatPolicy

/// How many requests at a time, and how long until the next.
@Suite struct PacingTests {
  /// A server that is told how fast it is at each number of requests, as the search sees it.
  private func settled(upTo most: Int, rate: (Int) -> Double) -> Int {
    var search = ConcurrencySearch(upTo: most)
    var time = 0.0
    for _ in 0..<10_000 where !search.isSettled {
      time += 10 / rate(search.level)
      search.replied(tokens: 10, at: time, wasFull: true)
    }
    #expect(search.isSettled)
    return search.level
  }

  @Test func whoGainsNothingIsAskedLittleAtATime() {
    #expect(settled(upTo: 32) { _ in 30 } == 2)
    #expect(settled(upTo: 32) { $0 > 1 ? 28 : 31 } == 2)
  }

  @Test func whoGainsIsAskedMore() {
    #expect(settled(upTo: 32) { Double($0) * 30 } == 32)
    #expect(settled(upTo: 32) { Double(min($0, 8)) * 30 } == 8)
    #expect(settled(upTo: 1) { Double($0) } == 1)
  }

  @Test func timesWithoutEnoughToAskCountForNothing() {
    var search = ConcurrencySearch(upTo: 32)
    for time in 0..<100 { search.replied(tokens: 10, at: Double(time), wasFull: time % 3 == 0) }
    #expect(search.level == 2 && !search.isSettled)
  }

  @Test func waitsGrowAndAreNotInStep() {
    var backoff = Backoff(seed: 1)
    let waits = (0..<12).map { _ in backoff.next() }
    for (index, wait) in waits.enumerated() {
      let ceiling = min(0.5 * Double(1 << index), 30)
      #expect((ceiling / 2...ceiling).contains(wait))
    }
    var other = Backoff(seed: 2)
    #expect(other.next() != waits[0])
    #expect(other.next(atLeast: 77) == 77)
  }

  @Test(arguments: [
    ("5", 5.0), ("0", 0), ("1.5", 1.5), ("Sun, 06 Nov 1994 08:49:47 GMT", 10),
    ("Sun, 06 Nov 1994 08:49:07 GMT", 0), ("999999999", 86_400),
  ])
  func whatAServerAsksToWaitIsRead(header: String, seconds: Double) {
    #expect(RetryAfter.seconds(header, now: 784_111_777) == seconds)
  }

  @Test(arguments: ["", "soon", "-1", "nan", "Sun, 99 Foo 1994 08:49:37 GMT", "Sunday"])
  func whatCannotBeReadIsNotWaitedFor(header: String) {
    #expect(RetryAfter.seconds(header, now: 0) == nil)
  }
}
