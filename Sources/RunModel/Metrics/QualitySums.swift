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
      var metric = ReflectionMetric(id, self[id])
      if id == .memoryValue, self[.winWithMemory].count > 0 { withhold(&metric) }
      return metric
    }
  }

  /// A difference that no two steps show is no measurement of the memory.
  private func withhold(_ metric: inout ReflectionMetric) {
    let steps = self[.memoryValue].clusters
    guard steps < 2 else { return }
    metric.value = nil
    metric.interval = nil
    metric.withheld =
      (steps == 0 ? "no step" : "only one step")
      + " had retries both with an entry and without, so nothing compares them at equal times"
  }
}
