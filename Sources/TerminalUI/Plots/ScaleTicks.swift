import Foundation

/// Values with labels along an axis, whatever its scale.
enum ScaleTicks {
  typealias Tick = (value: Double, label: String)

  /// About `count` ticks within the range.
  static func ticks(
    from low: Double, to high: Double, count: Int, scale: PlotScale
  ) -> [Tick] {
    switch scale {
    case .linear: return linear(from: low, to: high, count: count)
    case .logarithmic:
      let ticks = decades(from: low, to: high, count: count)
      return ticks.count > 1 ? ticks : linear(from: low, to: high, count: count)
    case .symlog(let within):
      return symmetric(from: low, to: high, within: within, count: count)
    }
  }

  private static func linear(from low: Double, to high: Double, count: Int) -> [Tick] {
    let ticks = AxisTicks(from: low, to: high, count: count)
    return ticks.values.map { ($0, ticks.label($0)) }
  }

  /// Powers of ten, every so many of them; with 2 and 5 times them where there is room.
  private static func decades(from low: Double, to high: Double, count: Int) -> [Tick] {
    guard low > 0, high > low, high.isFinite else { return [] }
    let first = Int(log10(low).rounded(.down))
    let last = Int(log10(high).rounded(.up))
    let factors: [Double] = (last - first) * 3 <= count ? [1, 2, 5] : [1]
    let stride = max(1, (last - first + count) / max(1, count))
    var values = [Double]()
    for exponent in first...max(first, last) where exponent % stride == 0 {
      values += factors.map { $0 * pow(10, Double(exponent)) }
    }
    return values.filter { $0 >= low * (1 - 1e-9) && $0 <= high * (1 + 1e-9) }
      .map { ($0, NumberText.short($0)) }
  }

  /// Zero, and powers of ten on the sides of it that the range has.
  private static func symmetric(
    from low: Double, to high: Double, within: Double, count: Int
  ) -> [Tick] {
    let sides = low < 0 && high > 0 ? 2 : 1
    let each = max(1, (count - 1) / sides)
    func side(_ limit: Double) -> [Double] {
      limit > within ? decades(from: within, to: limit, count: each).map(\.value) : []
    }
    let values = side(-low).reversed().map { -$0 } + [0] + side(high)
    let inside = values.filter { $0 >= low && $0 <= high }
    guard inside.count > 1 else { return linear(from: low, to: high, count: count) }
    return inside.map { ($0, NumberText.short($0)) }
  }
}
