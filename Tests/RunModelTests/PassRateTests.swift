import RLCore
import RunModel
import SyntheticRuns
import Testing

struct PassRateTests {
  /// Of all choices of `tries` attempts, the share that holds a solved one, by going through them.
  private static func counted(solved: Int, of count: Int, tries: Int) -> Double {
    let choices = (0..<(1 << count)).filter { $0.nonzeroBitCount == tries }
    let hits = choices.count { $0 & ((1 << solved) - 1) != 0 }
    return Double(hits) / Double(choices.count)
  }

  @Test func `an estimate is the share of choices with a solved attempt`() throws {
    for count in 1...8 {
      for solved in 0...count {
        for tries in 1...count {
          let estimate = try #require(
            PassRates.estimate(solved: solved, of: count, tries: tries))
          let expected = Self.counted(solved: solved, of: count, tries: tries)
          #expect(abs(estimate - expected) < 1e-12, "\(solved) of \(count), \(tries) tries")
        }
      }
    }
  }

  @Test(arguments: [(0, 4, 5), (1, 4, 0), (5, 4, 2), (-1, 4, 2)])
  func `what no group can tell has no estimate`(solved: Int, count: Int, tries: Int) {
    #expect(PassRates.estimate(solved: solved, of: count, tries: tries) == nil)
  }

  @Test func `on average the estimate is the chance itself`() {
    // Of a task solved with chance 0.3, over all that six attempts can be.
    let (count, chance) = (6, 0.3)
    for tries in [1, 2, 4] {
      var mean: Double = 0
      for outcome in 0..<(1 << count) {
        let solved = outcome.nonzeroBitCount
        var weight = 1.0
        for place in 0..<count { weight *= outcome & (1 << place) != 0 ? chance : 1 - chance }
        mean += weight * (PassRates.estimate(solved: solved, of: count, tries: tries) ?? .nan)
      }
      var fails = 1.0
      for _ in 0..<tries { fails *= 1 - chance }
      let expected = 1 - fails
      #expect(abs(mean - expected) < 1e-12)
    }
  }

  @Test func `groups count once each, and only for as many tries as they had`() {
    var rates = PassRates()
    rates.add(group: [1, 0, 0, 0], threshold: 1)
    rates.add(group: [0, 1], threshold: 1)
    rates.add(group: [1], threshold: 1)
    rates.add(group: [.nan, 0, 1], threshold: 1)
    #expect(rates[1].count == 3 && rates[2].count == 3 && rates[4].count == 1)
    let mean = 2.5 / 3
    #expect(rates[2].mean == mean)
    #expect(rates[4].mean == 1 && rates[8].count == 0)
  }

  @Test func `a run has them of its latest steps, from the first attempts of each prompt`() throws {
    var state = RunState()
    for event in SyntheticRun(steps: 14, prompts: 4, finishes: true).events { state.apply(event) }
    let run = ComparedRun(name: "run", state: state)
    let closed = state.steps.filter(\.isClosed).suffix(10)
    var sums: [Int: (total: Double, count: Int)] = [:]
    for step in closed {
      let records = state.episodes.records.filter { $0.step == step.step }
      for group in Dictionary(grouping: records, by: \.group).values {
        let rewards = group.compactMap { $0.first?.reward }
        for tries in [1, 2, 4] where tries <= rewards.count {
          let estimate = Self.counted(
            solved: rewards.count { $0 >= 1 }, of: rewards.count, tries: tries)
          sums[tries, default: (0, 0)].total += estimate
          sums[tries, default: (0, 0)].count += 1
        }
      }
    }
    #expect(!sums.isEmpty)
    for (tries, sum) in sums {
      let figure = run.passFigures.first { $0.name == "first.pass@\(tries)" }
      #expect(figure?.count == sum.count)
      let value = figure?.value ?? .nan
      let expected = sum.total / Double(sum.count)
      #expect(abs(value - expected) < 1e-12)
      let interval = try #require(figure?.interval)
      #expect(interval.low < value && value < interval.high)
      #expect(figure?.words.contains("steps 5–14") == true)
    }
    let names = sums.keys.sorted().map { "first.pass@\($0)" }
    #expect(run.passFigures.map(\.name) == names)
  }
}
