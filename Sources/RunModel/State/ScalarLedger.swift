/// Every number of a run that its trainer gave a name of its own.
package struct ScalarLedger: Sendable {
  /// More names than anybody reads; a log of random names loses those beyond.
  package static let mostNames = 10_000

  /// Values of one name from which on those between the lowest and the highest are left out.
  package static let mostPoints = 1 << 15
  /// Values of all names together, beyond which each may have fewer.
  private static let mostTogether = 1 << 21
  /// Fewer would not be a curve.
  private static let fewestPoints = 64

  private var all: [ScalarSeries] = []
  private var places: [String: Int] = [:]
  /// Values whose names were too many.
  package private(set) var leftOut = 0
  /// How many values a name may have now.
  private var limit: Int
  /// Values of all names.
  private var together = 0
  /// Events from here on have not happened yet where somebody looks back.
  private var end = Int.max

  /// - Parameter keepsAll: whether values are kept however many they are, as tables want them.
  package init(keepsAll: Bool = false) { limit = keepsAll ? .max : Self.mostPoints }

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

  /// Values that are not kept because they lay between others.
  package var thinned: Int { all.reduce(0) { $0 + $1.thinned } }

  /// As it was when so many events were known; values that were replaced later are missing.
  func known(to events: Int) -> ScalarLedger {
    var ledger = self
    ledger.end = events
    return ledger
  }

  package mutating func add(_ record: MetricsRecord, elapsed: Double?, event: Int) {
    for scalar in record.values {
      let point = ScalarPoint(
        step: record.step, value: scalar.value, elapsed: Float(elapsed ?? .nan),
        event: UInt32(clamping: event))
      if let place = places[scalar.name] {
        add(point, at: place)
      } else if all.count < Self.mostNames {
        places[scalar.name] = all.count
        all.append(ScalarSeries(name: scalar.name))
        add(point, at: all.count - 1)
      } else {
        leftOut += 1
      }
    }
  }

  private mutating func add(_ point: ScalarPoint, at place: Int) {
    together -= all[place].points.count
    all[place].add(point)
    together += all[place].points.count
    guard limit < .max else { return }
    if all[place].points.count > limit + all[place].stretch {
      together -= all[place].points.count
      all[place].thin()
      together += all[place].points.count
    }
    while together > Self.mostTogether, limit > Self.fewestPoints { halve() }
  }

  /// Lets every name have half as many values.
  private mutating func halve() {
    limit /= 2
    for place in all.indices {
      while all[place].points.count > limit { all[place].thin() }
    }
    together = all.reduce(0) { $0 + $1.points.count }
  }
}

extension ScalarLedger: Equatable {
  /// By what is known, however it came to be known.
  package static func == (left: Self, right: Self) -> Bool {
    left.series == right.series && left.leftOut == right.leftOut
  }
}
