/// Order statistics without sorting everything.
enum Quantile {
  /// The values at two places of the sorted order, in linear time (Hoare's selection).
  static func values(_ values: [Double], at low: Int, _ high: Int) -> (Double, Double) {
    var values = values
    return values.withUnsafeMutableBufferPointer { buffer in
      (select(&buffer, low), select(&buffer, high))
    }
  }

  private static func select(
    _ values: inout UnsafeMutableBufferPointer<Double>, _ place: Int
  ) -> Double {
    var (left, right) = (0, values.count - 1)
    while left < right {
      let pivot = values[left + (right - left) / 2]
      var (i, j) = (left, right)
      while i <= j {
        while values[i] < pivot { i += 1 }
        while values[j] > pivot { j -= 1 }
        if i <= j {
          values.swapAt(i, j)
          (i, j) = (i + 1, j - 1)
        }
      }
      if place <= j {
        right = j
      } else if place >= i {
        left = i
      } else {
        break
      }
    }
    return values[place]
  }
}
