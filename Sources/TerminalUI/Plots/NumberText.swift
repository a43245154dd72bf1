/// Numbers as short text, the same in every locale.
package enum NumberText {
  /// With a fixed number of decimals, as in "0.50".
  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : (value > 0 ? "inf" : "-inf") }
    let places = min(9, max(0, decimals))
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let digits = String(Int64(scaled))
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard places > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }

  /// With about three significant digits: "0.193", "12.4", "4.18k", "2.0e-5".
  package static func short(_ value: Double) -> String {
    let size = value.magnitude
    switch size {
    // What adding and taking away leaves of nothing.
    case ..<1e-15: return "0"
    case ..<0.001, 1e15...: return scientific(value)
    case ..<10_000 where size == size.rounded(): return fixed(value, decimals: 0)
    case ..<10: return fixed(value, decimals: size < 1 ? 3 : 2)
    case ..<100: return fixed(value, decimals: 1)
    case ..<10_000: return fixed(value, decimals: 0)
    default:
      let (unit, suffix) = unit(for: size)
      let scaled = value / unit
      return fixed(scaled, decimals: scaled.magnitude < 10 ? 2 : scaled.magnitude < 100 ? 1 : 0)
        + suffix
    }
  }

  /// A label of an axis, with the decimals that its step needs.
  package static func tick(_ value: Double, step: Double) -> String {
    let size = max(value.magnitude, step.magnitude)
    if value == 0 { return "0" }
    if size < 0.0005 || size >= 1e15 {
      // The least room there is holds "-4e-6", and "-15e-9" where "-1.5e-8" has none.
      let exponent = Int(scientific(step).split(separator: "e").last ?? "") ?? 0
      let digits = value / power(exponent)
      if size < 1, digits.magnitude < 100, (digits - digits.rounded()).magnitude < 1e-6 {
        return "\(Int(digits.rounded()))e\(exponent)"
      }
      let text = scientific(value)
      let parts = text.split(separator: "e", maxSplits: 1)
      return parts.count == 2 && parts[0].hasSuffix(".0")
        ? "\(parts[0].dropLast(2))e\(parts[1])" : text
    }
    guard size >= 10_000 else { return fixed(value, decimals: decimals(for: step)) }
    let (unit, suffix) = unit(for: size)
    return fixed(value / unit, decimals: decimals(for: step / unit)) + suffix
  }

  private static func power(_ exponent: Int) -> Double {
    (0..<min(300, abs(exponent))).reduce(1) { power, _ in
      exponent < 0 ? power / 10 : power * 10
    }
  }

  private static func unit(for size: Double) -> (Double, String) {
    switch size {
    case 1e12...: (1e12, "T")
    case 1e9...: (1e9, "G")
    case 1e6...: (1e6, "M")
    case 1e3...: (1e3, "k")
    default: (1, "")
    }
  }

  /// As many as show the step exactly, but no more than two beyond its first digit.
  private static func decimals(for step: Double) -> Int {
    var decimals = 0
    var scaled = step.magnitude
    var extra = 0
    while scaled > 0, decimals < 6, extra < 2 {
      if scaled > 0.999_999 {
        if (scaled - scaled.rounded()).magnitude < 0.000_1 * scaled { break }
        extra += 1
      }
      scaled *= 10
      decimals += 1
    }
    return decimals
  }

  private static func scientific(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return fixed(value, decimals: 0) }
    var exponent = 0
    var mantissa = value.magnitude
    while mantissa >= 9.95, exponent < 400 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 0.995, exponent > -400 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    return (value < 0 ? "-" : "") + fixed(mantissa, decimals: 1) + "e\(exponent)"
  }
}
