/// Finds the colour of a terminal's palette that stands for one of a theme.
///
/// The nearest by distance is often wrong: a calm green is nearer to grey than to the one green of
/// a terminal with 16 colours, and then `solved` looks like something to be passed over. So the
/// hue counts most there, and what can be read stays readable on what lies behind it.
enum ColourReduction {
  /// What the colour has to stand out from.
  struct Ground {
    /// The luminance of what lies behind it on the screen.
    let luminance: Double
    /// How much it must differ from that.
    let contrast: Double

    /// What a colour needs that has some contrast on its own background: as text where it had
    /// that much, else as a line.
    init(of colour: Colour, on wanted: Colour, shown: Colour) {
      let had = colour.contrast(to: wanted)
      luminance = shown.luminance
      contrast = had >= 4.5 ? 4.5 : had >= 1.5 ? 3 : 1
    }

    func contrast(of number: UInt8) -> Double {
      Colour.contrast(XtermPalette.luminances[Int(number)], luminance)
    }

    func allows(_ number: UInt8) -> Bool { contrast(of: number) >= contrast }
  }

  /// The nearest of the 240 colours that look the same everywhere; the first 16 are what the user
  /// made of them.
  static func indexed(_ colour: Colour, on ground: Ground?) -> UInt8 {
    let numbers = UInt8(16)...255
    return nearest(to: colour, among: numbers.filter { ground?.allows($0) ?? true })
      ?? strongest(of: Array(numbers), on: ground)
  }

  /// The colour of the nearest hue and lightness, or a grey where none of them can be read.
  ///
  /// - Parameters:
  ///   - colour: what the theme wants.
  ///   - numbers: the colours of the palette that the terminal has, 0 … 15.
  ///   - ground: what it lies on; nil for what lies behind.
  /// - Returns: one of the numbers.
  static func basic(_ colour: Colour, among numbers: [UInt8], on ground: Ground?) -> UInt8 {
    let allowed = numbers.filter { ground?.allows($0) ?? true }
    if let hue = colour.hue {
      let near = allowed.compactMap { number in
        self.hue(of: number).map { (number, turn: Self.turn(from: hue, to: $0)) }
      }.filter { $0.turn <= furthestTurn }
      let best = near.min { cost(of: $0.0, $0.turn, colour) < cost(of: $1.0, $1.turn, colour) }
      if let best { return best.0 }
    }
    let greys = numbers.filter { hue(of: $0) == nil }
    return nearest(to: colour, among: greys.filter(allowed.contains))
      ?? strongest(of: greys, on: ground)
  }

  private static func nearest(to colour: Colour, among numbers: [UInt8]) -> UInt8? {
    let lab = colour.lab
    return numbers.map { (number: $0, distance: lab.distance(to: XtermPalette.labs[Int($0)])) }
      .min { $0.distance < $1.distance }?.number
  }

  private static func strongest(of numbers: [UInt8], on ground: Ground?) -> UInt8 {
    guard let ground else { return numbers.first ?? 0 }
    return numbers.max { ground.contrast(of: $0) < ground.contrast(of: $1) } ?? 0
  }

  /// Hues that are further apart have other names.
  private static let furthestTurn = 60.0

  /// What people call by the name of a colour; nil for black, white and the greys.
  ///
  /// Not the hues of xterm's colours: its yellow is the brown of other terminals, so that number
  /// stands for orange too.
  private static func hue(of number: UInt8) -> Double? {
    let hues: [UInt8: Double] = [1: 25, 2: 143, 3: 90, 4: 262, 5: 328, 6: 200]
    return hues[number % 8]
  }

  private static func turn(from a: Double, to b: Double) -> Double {
    let turn = abs(a - b).truncatingRemainder(dividingBy: 360)
    return min(turn, 360 - turn)
  }

  /// The turn as an angle, and the lightness.
  private static func cost(of number: UInt8, _ turn: Double, _ colour: Colour) -> Double {
    let angle = turn * .pi / 180
    let step = XtermPalette.labs[Int(number)].lightness - colour.lab.lightness
    return angle * angle + step * step
  }
}

extension Colour {
  /// The colour that the terminal has in its place, for what lies behind; nil in a terminal without
  /// colours.
  package func reduced(to depth: ColourDepth) -> TerminalColour? {
    reduced(to: depth, on: nil)
  }

  /// The same for a glyph that lies on something; of eight colours, 9 … 15 are the bold ones.
  func reduced(to depth: ColourDepth, on ground: ColourReduction.Ground?) -> TerminalColour? {
    switch depth {
    case .mono: nil
    case .eight:
      // A bold black is bright in some terminals and black in others, and nothing lies on bold.
      .palette(
        ColourReduction.basic(
          self, among: ground == nil ? Array(0...7) : Array(0...7) + Array(9...15), on: ground))
    case .sixteen: .palette(ColourReduction.basic(self, among: Array(0...15), on: ground))
    case .indexed: .palette(ColourReduction.indexed(self, on: ground))
    case .truecolor: .exact(self)
    }
  }
}
