/// A value and where it lies.
package struct ScalarPoint: Sendable, Equatable {
  package var step: Int
  package var value: Double
  /// Seconds since the run began; not a number where nobody said.
  package var elapsed: Float
  /// Which event of the run said it.
  package var event: UInt32

  package static func == (left: Self, right: Self) -> Bool {
    left.step == right.step && left.value.bitPattern == right.value.bitPattern
      && left.elapsed.bitPattern == right.elapsed.bitPattern && left.event == right.event
  }
}

/// The values of one name, their steps ascending.
///
/// A trainer that was resumed goes over steps again that it had before: of two values of a step the
/// later counts.
package struct ScalarSeries: Sendable, Equatable {
  package let name: String
  package private(set) var points = Series<ScalarPoint>()
  /// Values that another took the place of.
  package private(set) var replaced = 0
  /// Changes with everything that is not appended at the end.
  package private(set) var revision = 0

  package init(name: String) { self.name = name }

  package static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.points == right.points
  }

  /// How many values are moved for one that comes late.
  private static let farthest = 4096

  mutating func add(_ point: ScalarPoint) {
    guard let last = points.last, point.step <= last.step else { return points.append(point) }
    let place = firstPlace(from: point.step)
    revision += 1
    if points[place].step == point.step {
      replaced += 1
      return points.change(place) { $0 = point }
    }
    insert(point, at: place)
  }

  /// Puts a late value between the others; one that comes very late begins the rest anew, because
  /// a whole curve is not moved for every value of another.
  private mutating func insert(_ point: ScalarPoint, at place: Int) {
    let rest = points.count - place
    let moved = rest <= Self.farthest ? Array(points[place...]) : []
    if moved.isEmpty { replaced += rest }
    points = points.beginning(place) ?? Series()
    points.append(point)
    for later in moved { points.append(later) }
  }

  private func firstPlace(from step: Int) -> Int {
    var (low, high) = (0, points.count)
    while low < high {
      let middle = (low + high) / 2
      if points[middle].step < step { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func known(to events: Int) -> ScalarSeries {
    var series = self
    if points.last.map({ Int($0.event) < events }) ?? true, revision == 0 { return series }
    series.points = Series(points.lazy.filter { Int($0.event) < events })
    return series
  }
}
