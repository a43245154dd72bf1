import RLCore
import RunModel
import Testing

/// Figures over seeds: means, differences, curves at common places.
struct SeedStatisticsTests {
  @Test func `one seed has no interval and says so`() throws {
    let estimate = try #require(Estimate(meanOf: [0.5]))
    #expect(estimate == Estimate(value: 0.5, certainty: .single, count: 1))
    #expect(estimate.interval == nil)
    #expect(Estimate(meanOf: []) == nil)
    #expect(Estimate(meanOf: [.nan, .infinity]) == nil)
  }

  @Test func `seeds that all agree promise no width of zero`() throws {
    let estimate = try #require(Estimate(meanOf: [1, 1, 1, 1, 1], within: 0...1))
    #expect(estimate.certainty == .allEqual)
    #expect(estimate.interval == nil)
    #expect(estimate.count == 5)
    // Of the same number, whose mean is rounded.
    #expect(Estimate(meanOf: [0.1, 0.1, 0.1])?.certainty == .allEqual)
  }

  @Test func `up to four seeds are Student's, as in the tables`() throws {
    let estimate = try #require(Estimate(meanOf: [1, 2, 3, 4]))
    guard case .interval(let interval, by: .studentT) = estimate.certainty else {
      Issue.record("\(estimate)")
      return
    }
    // 2.5 ± 3.182446 · √(5/3) / 2.
    #expect(abs(interval.low - (2.5 - 2.054260)) < 1e-5)
    #expect(abs(interval.high - (2.5 + 2.054260)) < 1e-5)
  }

  @Test func `what cannot lie beyond a bound is cut at it`() throws {
    let estimate = try #require(Estimate(meanOf: [0.9, 1, 0.99, 1, 0.8], within: 0...1))
    let interval = try #require(estimate.interval)
    #expect(interval.high == 1)
    #expect(interval.low > 0.5 && interval.low < 0.9)
  }

  @Test func `where most resamples are constant the limits are still numbers`() throws {
    for n in [5, 9] {
      let estimate = try #require(
        Estimate(meanOf: [0] + Array(repeating: 1, count: n - 1)))
      let interval = try #require(estimate.interval)
      #expect(interval.low.isFinite && interval.high.isFinite)
      #expect(interval.low < estimate.value && estimate.value < interval.high)
    }
  }

  @Test func `the same values give the same interval in any order of seeds`() throws {
    let values = [0.31, 0.87, 0.44, 0.62, 0.59]
    let one = try #require(Estimate(meanOf: values)?.interval)
    let other = try #require(Estimate(meanOf: values.reversed())?.interval)
    #expect(abs(one.low - other.low) < 1e-12 && abs(one.high - other.high) < 1e-12)
    let many = (0..<12).map { Double($0 * $0 % 7) }
    #expect(Estimate(meanOf: many) == Estimate(meanOf: many))
  }

  // MARK: - Coverage

  /// How a value is drawn, and the mean that it has.
  enum Distribution: String, CaseIterable {
    case normal
    case exponential
    /// The largest of two uniform numbers: leans to its upper bound.
    case bounded
    /// Successes of 200, as an evaluation has them, of a rate that varies between seeds.
    case successes

    var mean: Double {
      switch self {
      case .normal: 0
      case .exponential: 1
      case .bounded: 2.0 / 3
      case .successes: 0.85
      }
    }

    func draw(_ generator: inout SeededGenerator) -> Double {
      func uniform() -> Double { (Double(generator.uniform()) + 0x1p-25) }
      switch self {
      case .normal: return (0..<12).reduce(-6) { sum, _ in sum + uniform() }
      case .exponential: return -log1(uniform())
      case .bounded: return max(uniform(), uniform())
      case .successes:
        let rate = 0.75 + 0.1 * (uniform() + uniform())
        return Double((0..<200).count { _ in uniform() < rate }) / 200
      }
    }

    /// ln, by bisection on exp's series, since the standard library has none.
    private func log1(_ x: Double) -> Double {
      // ln x = 2 artanh((x - 1) / (x + 1)) after taking out powers of two.
      let exponent = Double(x.exponent)
      let ratio = (x.significand - 1) / (x.significand + 1)
      var power = ratio
      var sum = 0.0
      for odd in stride(from: 1.0, through: 41, by: 2) {
        sum += power / odd
        power *= ratio * ratio
      }
      return exponent * 0.693_147_180_559_945_3 + 2 * sum
    }
  }

  @Test(arguments: Distribution.allCases, [5, 10])
  func `95 % ± 2 of 1,000 intervals contain the mean`(distribution: Distribution, n: Int) {
    var generator = SeededGenerator(seed: 7, purpose: distribution.rawValue, n)
    var covered = 0
    for _ in 0..<1000 {
      let values = (0..<n).map { _ in distribution.draw(&generator) }
      guard let interval = Estimate(meanOf: values, replicates: 299)?.interval else { continue }
      if interval.low <= distribution.mean, distribution.mean <= interval.high { covered += 1 }
    }
    // An exponential's tail is out of five draws' reach; the docstring says how far.
    let slack = distribution == .exponential ? 25 : 0
    #expect(covered >= 930 - slack && covered <= 970, "\(covered) of 1000")
  }

  @Test func `differences are taken within a seed`() throws {
    // Seeds differ by far more than the arms do; the arms by 0.1 give or take 0.02.
    let base = [1: 0.1, 2: 0.9, 3: 0.5, 4: 0.3, 5: 0.7, 9: 0.4]
    let arm = [1: 0.2, 2: 1.02, 3: 0.58, 4: 0.41, 5: 0.79, 6: 1]
    let difference = try #require(PairedDifference(of: arm, against: base))
    #expect(difference.estimate.count == 5)
    #expect(abs(difference.estimate.value - 0.1) < 1e-12)
    #expect(difference.direction == .better)
    #expect(difference.unpaired == [6, 9])
    #expect(PairedDifference(of: base, against: arm)?.direction == .worse)
    #expect(PairedDifference(of: [1: 1], against: [2: 1]) == nil)
    #expect(PairedDifference(of: [1: 1], against: [1: 0])?.direction == .undecided)
  }

  @Test func `the middle half needs ten seeds and forgets the worst`() throws {
    #expect(Estimate(interquartileMeanOf: Array(repeating: 1, count: 9)) == nil)
    let values = [0.0, 0.1, 0.8, 0.81, 0.82, 0.83, 0.84, 0.85, 0.9, 1]
    let estimate = try #require(Estimate(interquartileMeanOf: values))
    #expect(abs(estimate.value - 0.825) < 1e-12)
    let interval = try #require(estimate.interval)
    #expect(interval.low < 0.825 && interval.high > 0.825)
    #expect(estimate.count == 10)
  }

  // MARK: - Curves

  @Test func `a curve is interpolated within what was measured and not beyond`() throws {
    let curve = LearningCurve([.init(10, 1), .init(0, 0), .init(.nan, 3), .init(20, 0)])
    #expect(curve.value(at: 5) == 0.5)
    #expect(curve.value(at: 10) == 1)
    #expect(curve.value(at: 17.5) == 0.25)
    #expect(curve.value(at: 20.1) == nil && curve.value(at: -1) == nil)
    #expect(curve.meanHeight(from: 0, to: 20) == 0.5)
    #expect(curve.meanHeight(from: 5, to: 15) == 0.75)
    #expect(curve.meanHeight(from: 0, to: 21) == nil)
    #expect(curve.meanHeight(from: 3, to: 3) == nil)
    #expect(LearningCurve([]).range == nil)
  }

  @Test func `a point that was measured again counts once`() {
    let curve = LearningCurve([.init(0, 0), .init(5, 0.2), .init(5, 0.4)])
    #expect(curve.points == [.init(0, 0), .init(5, 0.4)])
  }

  @Test func `curves are compared where all of them reach`() throws {
    let one = LearningCurve([.init(0, 0), .init(10, 1)])
    let other = LearningCurve([.init(2, 0), .init(8, 1)])
    #expect(LearningCurve.commonRange(of: [one, other]) == 2...8)
    let places = LearningCurve.commonPlaces(of: [one, other], evenly: 4)
    #expect(places == [2, 4, 6, 8])
    #expect(LearningCurve.commonPlaces(of: [one, one]) == [0, 10])
    let late = LearningCurve([.init(11, 1)])
    #expect(LearningCurve.commonRange(of: [one, late]) == nil)
    #expect(LearningCurve.commonRange(of: [one, LearningCurve([])]) == nil)
  }
}
