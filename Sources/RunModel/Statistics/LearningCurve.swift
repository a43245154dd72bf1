/// A quantity over what was spent to reach it.
package struct LearningCurve: Sendable, Equatable {
  package struct Point: Sendable, Equatable {
    package var x: Double
    package var y: Double

    package init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// In ascending order of x, each x once.
  package let points: [Point]

  /// Points that are not finite are left out; of several at one x the last one counts, which is
  /// the one that a resumed run measured again.
  package init(_ points: [Point]) {
    var kept: [Point] = []
    let finite = points.filter { $0.x.isFinite && $0.y.isFinite }
    let ordered = finite.enumerated().sorted {
      ($0.element.x, $0.offset) < ($1.element.x, $1.offset)
    }
    for (_, point) in ordered {
      if kept.last?.x == point.x { kept.removeLast() }
      kept.append(point)
    }
    self.points = kept
  }

  /// From where to where it was measured; `nil` without a point.
  package var range: ClosedRange<Double>? {
    guard let first = points.first, let last = points.last else { return nil }
    return first.x...last.x
  }

  /// The value at a place, interpolated between the measurements around it.
  ///
  /// - Returns: `nil` outside of what was measured: nothing is guessed beyond.
  package func value(at x: Double) -> Double? {
    guard let range, range.contains(x) else { return nil }
    guard let after = points.firstIndex(where: { $0.x >= x }), after > 0 else {
      return points.first?.y
    }
    let (left, right) = (points[after - 1], points[after])
    return left.y + (right.y - left.y) * (x - left.x) / (right.x - left.x)
  }

  /// Whether it was measured at a place, so that its value there is not read off between two.
  package func isMeasured(at x: Double) -> Bool { points.contains { $0.x == x } }

  /// Mean height between two places: the area under the curve by trapezoids, over the width.
  ///
  /// In the units of y, so that areas over steps and over tokens can stand side by side.
  ///
  /// - Returns: `nil` if the curve does not reach from one to the other, or they are one place.
  package func meanHeight(from: Double, to: Double) -> Double? {
    guard to > from, let first = value(at: from), let last = value(at: to) else { return nil }
    let inside = points.filter { $0.x > from && $0.x < to }
    let all = [Point(from, first)] + inside + [Point(to, last)]
    let area = zip(all, all.dropFirst()).reduce(0) { sum, pair in
      sum + (pair.1.x - pair.0.x) * (pair.0.y + pair.1.y) / 2
    }
    return area / (to - from)
  }

  /// What all of several curves reach, which is where they can be compared.
  package static func commonRange(of curves: [LearningCurve]) -> ClosedRange<Double>? {
    let ranges = curves.compactMap(\.range)
    guard ranges.count == curves.count, let low = ranges.map(\.lowerBound).max(),
      let high = ranges.map(\.upperBound).min(), low <= high
    else { return nil }
    return low...high
  }

  /// Places to draw the mean of several curves at: those that all were measured at, or evenly
  /// spaced ones where they were measured at different places.
  package static func commonPlaces(of curves: [LearningCurve], evenly count: Int = 41) -> [Double] {
    guard let first = curves.first, let range = commonRange(of: curves) else { return [] }
    let places = first.points.map(\.x)
    if curves.allSatisfy({ $0.points.map(\.x) == places }) { return places }
    guard range.upperBound > range.lowerBound else { return [range.lowerBound] }
    let width = range.upperBound - range.lowerBound
    return (0..<count).map { range.lowerBound + width * Double($0) / Double(count - 1) }
      .map { min($0, range.upperBound) }
  }
}
