import Foundation

extension Colour {
  /// Relative luminance, 0 for black and 1 for white (WCAG 2).
  package var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  /// How well one of two colours shows on the other, 1 … 21 (WCAG 2): from 4.5 on text can be
  /// read, from 3 on lines can be followed.
  package func contrast(to other: Colour) -> Double {
    Self.contrast(luminance, other.luminance)
  }

  static func contrast(_ a: Double, _ b: Double) -> Double {
    (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// How different two colours look (OKLab, Ottosson 2020); black and white are 1 apart.
  package func difference(from other: Colour) -> Double { lab.distance(to: other.lab) }

  /// A place in OKLab, in which equal distances look alike.
  struct Lab: Sendable {
    let lightness: Double
    let a: Double
    let b: Double

    func distance(to other: Lab) -> Double {
      hypot(hypot(lightness - other.lightness, a - other.a), b - other.b)
    }
  }

  var lab: Lab {
    let (red, green, blue) = (Self.linear(red), Self.linear(green), Self.linear(blue))
    let l = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let m = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let s = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return Lab(
      lightness: 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      a: 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      b: 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)
  }

  /// The direction of the colour in degrees; nil for a grey, which has none.
  var hue: Double? {
    let lab = lab
    guard hypot(lab.a, lab.b) >= Self.leastChroma else { return nil }
    return atan2(lab.b, lab.a) * 180 / .pi
  }

  /// Below, a colour is taken for a grey.
  private static let leastChroma = 0.03

  private static func linear(_ byte: UInt8) -> Double {
    let value = Double(byte) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }
}
