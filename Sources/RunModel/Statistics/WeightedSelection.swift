/// Finds one value by how much weight lies below it, which takes less than sorting all of them.
///
/// Hoare, "Algorithm 65: Find", 1961, with weights in the place of ranks.
enum WeightedSelection {
  typealias Weighted = (value: Double, weight: Double)

  /// The smallest value that this much weight lies at or below; not a number where there is less.
  ///
  /// - Complexity: O(`values.count`) on average.
  static func value(at weight: Double, of values: [Weighted]) -> Double {
    var (values, range) = (values, values.indices)
    var wanted = weight
    while !range.isEmpty {
      let pivot = pivot(of: values, in: range)
      let middle = divide(&values, range, around: pivot)
      let below = sum(of: values, in: range.lowerBound..<middle.lowerBound)
      let equal = sum(of: values, in: middle)
      if wanted <= below, !(range.lowerBound..<middle.lowerBound).isEmpty {
        range = range.lowerBound..<middle.lowerBound
      } else if wanted <= below + equal {
        return pivot
      } else {
        wanted -= below + equal
        range = middle.upperBound..<range.upperBound
      }
    }
    return .nan
  }

  /// The middle one of three, so that values in order are no bad case.
  private static func pivot(of values: [Weighted], in range: Range<Int>) -> Double {
    let first = values[range.lowerBound].value
    let middle = values[(range.lowerBound + range.upperBound) / 2].value
    let last = values[range.upperBound - 1].value
    return max(min(first, middle), min(max(first, middle), last))
  }

  /// Brings what is below the pivot to the front of the range and what is above to its end.
  ///
  /// - Returns: where what equals it lies.
  private static func divide(
    _ values: inout [Weighted], _ range: Range<Int>, around pivot: Double
  ) -> Range<Int> {
    var (low, place, high) = (range.lowerBound, range.lowerBound, range.upperBound)
    while place < high {
      if values[place].value < pivot {
        values.swapAt(low, place)
        low += 1
        place += 1
      } else if values[place].value > pivot {
        high -= 1
        values.swapAt(place, high)
      } else {
        place += 1
      }
    }
    return low..<high
  }

  private static func sum(of values: [Weighted], in range: Range<Int>) -> Double {
    range.reduce(0) { $0 + values[$1].weight }
  }
}
