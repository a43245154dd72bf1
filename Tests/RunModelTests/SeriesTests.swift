import RunModel
import Testing

struct SeriesTests {
  @Test func `a series is an array, also across chunks`() {
    var series = Series<Int>()
    for number in 0..<3000 { series.append(number) }
    #expect(Array(series) == Array(0..<3000))
    series.change(3) { $0 = -1 }
    series.change(2999) { $0 = -2 }
    #expect(series[3] == -1)
    #expect(series.last == -2)
    #expect(series.count == 3000)
  }

  @Test func `changing a copy leaves the original alone`() {
    let original = Series(0..<1300)
    var copy = original
    copy.change(5) { $0 = 99 }
    copy.append(7)
    #expect(original[5] == 5)
    #expect(original.count == 1300)
  }

  @Test func `the beginning of a series is a series of the first elements`() {
    let series = Series(0..<3000)
    for count in [0, 1, 1023, 1024, 1025, 2048, 2999, 3000] {
      #expect(series.beginning(count) == Series(0..<count))
    }
    #expect(series.beginning(3001) == nil && series.beginning(-1) == nil)
  }

  @Test func `episodes are found whatever holes there are in their numbers`() {
    var state = RunState()
    let ids = (1...2000).map { $0 * 7 }
    for id in ids {
      state.apply(LoggedEvent(.attempt(.plain(episode: id, kind: .first, reward: 0))))
    }
    for id in ids { #expect(state.episodes[id]?.id == id) }
    for id in [0, 1, 8, 13_999, 14_001] { #expect(state.episodes[id] == nil) }
  }

  @Test func `episodes are found whatever the order of their numbers`() {
    var state = RunState()
    let ids = [5, 6, 7, 100, 9, 8, 3]
    for id in ids {
      state.apply(LoggedEvent(.attempt(.plain(episode: id, kind: .first, reward: 0))))
    }
    #expect(state.episodes.count == ids.count)
    for id in ids { #expect(state.episodes[id]?.id == id) }
    #expect(state.episodes[4] == nil)
    #expect(state.episodes[Int.min] == nil)
  }
}
