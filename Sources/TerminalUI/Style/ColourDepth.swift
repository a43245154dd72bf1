/// How many colours a terminal can show.
package enum ColourDepth: String, CaseIterable, Hashable, Sendable {
  case mono
  case sixteen = "16"
  case indexed = "256"
  case truecolor
}

/// A colour as a terminal of some depth takes it.
package enum TerminalColour: Hashable, Sendable {
  /// 0 … 15 by the user's own palette, 16 … 255 by xterm's cube and greys.
  case palette(UInt8)
  case exact(Colour)
}

extension Colour {
  /// The nearest colour that the terminal has; nil in a terminal without colours.
  package func reduced(to depth: ColourDepth) -> TerminalColour? {
    switch depth {
    case .mono: nil
    case .sixteen: .palette(nearest(in: XtermPalette.sixteen, from: 0))
    // The first 16 are what the user made of them, so a theme's colours avoid them.
    case .indexed: .palette(nearest(in: XtermPalette.cubeAndGreys, from: 16))
    case .truecolor: .exact(self)
    }
  }

  private func nearest(in palette: [Colour], from first: Int) -> UInt8 {
    var best = (index: 0, distance: Int.max)
    for (index, colour) in palette.enumerated() {
      let distance = distance(to: colour)
      if distance < best.distance { best = (index, distance) }
    }
    return UInt8(clamping: first + best.index)
  }
}

/// The colours that xterm gives to its numbers.
enum XtermPalette {
  static let sixteen: [Colour] = [
    "#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5",
    "#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff",
  ].compactMap { Colour(hex: $0) }

  /// 16 … 231: a cube of 6 × 6 × 6; 232 … 255: greys.
  static let cubeAndGreys: [Colour] = {
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
