/// How many colours a terminal can show.
package enum ColourDepth: String, CaseIterable, Hashable, Sendable {
  case mono
  /// Red, green, yellow, blue, magenta, cyan, black and white; a bright one is the same in bold.
  case eight = "8"
  case sixteen = "16"
  case indexed = "256"
  case truecolor
}

extension ColourDepth: Comparable {
  package static func < (left: ColourDepth, right: ColourDepth) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .mono: 0
    case .eight: 1
    case .sixteen: 2
    case .indexed: 3
    case .truecolor: 4
    }
  }
}

/// A colour as a terminal of some depth takes it.
package enum TerminalColour: Hashable, Sendable {
  /// 0 … 15 by the user's own palette, 16 … 255 by xterm's cube and greys.
  case palette(UInt8)
  case exact(Colour)

  /// What it looks like where nobody changed the palette.
  package var shown: Colour {
    switch self {
    case .palette(let index): XtermPalette.all[Int(index)]
    case .exact(let colour): colour
    }
  }
}

/// The colours that xterm gives to its numbers.
enum XtermPalette {
  static let all = sixteen + cubeAndGreys
  /// Measured once, since every style is compared with all of them.
  static let labs = all.map(\.lab)
  static let luminances = all.map(\.luminance)

  private static let sixteen: [Colour] = [
    "#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5",
    "#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff",
  ].compactMap { Colour(hex: $0) }

  /// 16 … 231: a cube of 6 × 6 × 6; 232 … 255: greys.
  private static let cubeAndGreys: [Colour] = {
    let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
    var colours = [Colour]()
    for red in levels {
      for green in levels {
        for blue in levels { colours.append(Colour(red: red, green: green, blue: blue)) }
      }
    }
    for step in 0..<24 {
      let level = UInt8(8 + 10 * step)
      colours.append(Colour(red: level, green: level, blue: level))
    }
    return colours
  }()
}
