import Basics
import Testing

@testable import RunModel

@Suite struct `Selection by weight` {
  /// The same by sorting.
  private func sorted(_ values: [WeightedSelection.Weighted], at weight: Double) -> Double {
    var sum = 0.0
    for (value, weight_) in values.sorted(by: { $0.value < $1.value }) {
      sum += weight_
      if sum >= weight { return value }
    }
    return .nan
  }

  @Test(arguments: 1...40)
  func `finds what sorting finds, also among equal, infinite and ordered values`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let count = Int(generator.next() % 300) + 1
    let kinds = generator.next() % 4
    let values = (0..<count).map { place -> WeightedSelection.Weighted in
      let draw = Double(generator.next() % 50)
      let value = kinds == 0 ? Double(place) : kinds == 1 ? -Double(place) : draw
      return (place % 37 == 5 ? .infinity : value, Double(1 + place % 3))
    }
    let total = values.reduce(0) { $0 + $1.weight }
    for weight in [0.5, 1, total * 0.025, total / 2, total - 1, total] {
      #expect(WeightedSelection.value(at: weight, of: values) == sorted(values, at: weight))
    }
    #expect(WeightedSelection.value(at: total + 1, of: values).isNaN)
  }
}
