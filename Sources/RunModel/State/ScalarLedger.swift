/// Every number of a run that its trainer gave a name of its own.
package struct ScalarLedger: Sendable {
  /// More names than anybody reads; a log of random names loses those beyond.
  package static let mostNames = 10_000

  private var all: [ScalarSeries] = []
  private var places: [String: Int] = [:]
  /// Values whose names were too many.
  package private(set) var leftOut = 0
  /// Events from here on have not happened yet where somebody looks back.
  private var end = Int.max

  package init() {}

  package var isEmpty: Bool { all.isEmpty }

  /// In the order in which their names first came.
  package var series: [ScalarSeries] {
    end == .max ? all : all.map { $0.known(to: end) }.filter { !$0.points.isEmpty }
  }

  package var names: [String] { series.map(\.name) }

  /// Whether anything changes when more is known.
  package var count: Int { all.count }

  package subscript(name: String) -> ScalarSeries? {
    places[name].map { end == .max ? all[$0] : all[$0].known(to: end) }
  }

  /// The last step that any of them has.
  package var lastStep: Int? { series.compactMap { $0.points.last?.step }.max() }

  /// The first and the last step that any of them has.
  package var extent: ClosedRange<Int>? {
    let shown = series
    guard let low = shown.compactMap({ $0.points.first?.step }).min(),
      let high = shown.compactMap({ $0.points.last?.step }).max()
    else { return nil }
    return low...max(low, high)
  }

  /// Values that another of the same step took the place of.
  package var replaced: Int { all.reduce(0) { $0 + $1.replaced } }

  /// As it was when so many events were known; values that were replaced later are missing.
  func known(to events: Int) -> ScalarLedger {
    var ledger = self
    ledger.end = events
    return ledger
  }

  mutating func add(_ record: MetricsRecord, elapsed: Double?, event: Int) {
    for scalar in record.values {
      let point = ScalarPoint(
        step: record.step, value: scalar.value, elapsed: Float(elapsed ?? .nan),
        event: UInt32(clamping: event))
      if let place = places[scalar.name] {
        all[place].add(point)
      } else if all.count < Self.mostNames {
        places[scalar.name] = all.count
        var series = ScalarSeries(name: scalar.name)
        series.add(point)
        all.append(series)
      } else {
        leftOut += 1
      }
    }
  }
}

extension ScalarLedger: Equatable {
  /// By what is known, however it came to be known.
  package static func == (left: Self, right: Self) -> Bool {
    left.series == right.series && left.leftOut == right.leftOut
  }
}
