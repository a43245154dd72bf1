import Basics

/// Sums behind the metrics of reflections, which can be added over steps.
package struct QualitySums: Sendable, Equatable {
  private var means: [ClusteredMean] = []

  package init() {}

  package subscript(id: ReflectionMetric.ID) -> ClusteredMean {
    get { means.isEmpty ? ClusteredMean() : means[Self.place(id)] }
    set {
      if means.isEmpty {
        means = Array(repeating: ClusteredMean(), count: ReflectionMetric.ID.allCases.count)
      }
      means[Self.place(id)] = newValue
    }
  }

  func pack(into bytes: inout PackedWriter) {
    bytes.put(list: means) { $1.pack(into: &$0) }
  }

  init(from bytes: inout PackedReader) {
    let means = bytes.list { ClusteredMean(from: &$0) }
    if means.count == ReflectionMetric.ID.allCases.count { self.means = means }
  }

  private static func place(_ id: ReflectionMetric.ID) -> Int { places[id] ?? 0 }

  private static let places = Dictionary(
    uniqueKeysWithValues: ReflectionMetric.ID.allCases.enumerated().map { ($0.element, $0.offset) })

  package static func + (left: Self, right: Self) -> Self {
    guard !left.means.isEmpty else { return right }
    guard !right.means.isEmpty else { return left }
    var both = left
    for place in both.means.indices { both.means[place] = left.means[place] + right.means[place] }
    return both
  }

  /// Every metric, also those that nothing was counted for.
  package var metrics: [ReflectionMetric] {
    ReflectionMetric.ID.allCases.map { id in
      id == .memoryValue ? memoryValue : ReflectionMetric(id, self[id])
    }
  }

  /// The difference of two independent means.
  private var memoryValue: ReflectionMetric {
    let (with, without) = (self[.winWithMemory], self[.winWithoutMemory])
    guard let one = with.mean, let other = without.mean else {
      return ReflectionMetric(.memoryValue, value: nil, interval: nil, count: 0)
    }
    var interval: Interval?
    if let left = with.interval?.halfWidth, let right = without.interval?.halfWidth {
      let half = (left * left + right * right).squareRoot()
      interval = Interval(low: one - other - half, high: one - other + half)
    }
    return ReflectionMetric(
      .memoryValue, value: one - other, interval: interval, count: with.count + without.count)
  }
}
