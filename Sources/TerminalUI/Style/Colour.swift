/// A colour of a theme: red, green and blue, 0 … 255 each.
package struct Colour: Hashable, Sendable {
  package let red: UInt8
  package let green: UInt8
  package let blue: UInt8

  package init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// - Parameter hex: "#rrggbb"; nil when it is anything else.
  package init?(hex: some StringProtocol) {
    guard hex.utf8.count == 7, hex.first == "#",
      hex.dropFirst().allSatisfy({ $0.isASCII && $0.isHexDigit }),
      let value = UInt32(hex.dropFirst(), radix: 16)
    else { return nil }
    self.init(
      red: UInt8(value >> 16 & 0xFF), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
  }

  package var hex: String {
    let digits = [red, green, blue].map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }
    return "#" + digits.joined()
  }

  /// The colour on the straight way to another one; 0 is this one, 255 the other.
  package func mixed(with other: Colour, _ part: UInt8) -> Colour {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8((Int(a) * (255 - Int(part)) + Int(b) * Int(part)) / 255)
    }
    return Colour(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }
}
