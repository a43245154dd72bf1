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
/// later counts. Of more values than a picture can use, the lowest and the highest of each stretch
/// are kept, as they were logged; the stretches grow with the run, so that memory does not.
package struct ScalarSeries: Sendable, Equatable {
  package let name: String
  package private(set) var points = Series<ScalarPoint>()
  /// Values that another took the place of.
  package private(set) var replaced = 0
  /// Values that lay between the lowest and the highest of their stretch.
  package private(set) var thinned = 0
  /// Changes with everything that is not appended at the end.
  package private(set) var revision = 0
  /// Of how many values two are kept; 2 as long as all are.
  package private(set) var stretch = 2
  /// So many of the points stand for their stretches; those behind them wait until theirs is over.
  private var settled = 0

  package init(name: String) { self.name = name }

  package static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.points == right.points
  }

  /// How many values are moved for one that comes late.
  private static let farthest = 4096

  mutating func add(_ point: ScalarPoint) {
    guard let last = points.last, point.step <= last.step else {
      points.append(point)
      return settle()
    }
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
    if settled > place { settled = moved.isEmpty ? place : settled + 1 }
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

// MARK: - Thinning

extension ScalarSeries {
  /// Keeps two values of twice as many as before, and the first and the last.
  mutating func thin() {
    guard points.count > 2 else { return }
    let all = points
    points = Series(all.prefix(1))
    for place in stride(from: 1, to: all.count - 1, by: 4) {
      keepEnds(of: all[place..<min(all.count - 1, place + 4)])
    }
    settled = points.count
    points.append(all[all.count - 1])
    stretch *= 2
    revision += 1
  }

  /// Keeps the lowest and the highest of the values that wait, once their stretch is over; the last
  /// one is always there.
  private mutating func settle() {
    guard stretch > 2, points.count - settled > stretch else { return }
    let waiting = points[settled..<(points.count - 1)]
    let last = points[points.count - 1]
    points = points.beginning(settled) ?? Series()
    keepEnds(of: waiting)
    settled = points.count
    points.append(last)
    revision += 1
  }

  private mutating func keepEnds(of values: Slice<Series<ScalarPoint>>) {
    guard values.count > 2, let low = values.min(by: Self.isLower),
      let high = values.max(by: Self.isLower)
    else {
      for value in values { points.append(value) }
      return
    }
    let kept = low.step == high.step ? [low] : low.step < high.step ? [low, high] : [high, low]
    for point in kept { points.append(point) }
    thinned += values.count - kept.count
  }

  /// What is not a number is above all others, because it is what somebody has to see.
  private static func isLower(_ left: ScalarPoint, _ right: ScalarPoint) -> Bool {
    if right.value.isNaN { return !left.value.isNaN }
    return left.value < right.value
  }
}
