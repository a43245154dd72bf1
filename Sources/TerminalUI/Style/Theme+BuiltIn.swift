extension Theme {
  /// The default: calm colours on the terminal's own dark background.
  ///
  /// First attempts are orange and second ones blue, and good and bad differ in lightness too, so
  /// that the common forms of colour blindness keep them apart.
  package static let kolbDark = Theme(
    name: "kolb-dark", kind: .dark,
    appearances: looks([
      .text: ("#d8dee9", nil, []), .muted: ("#7b8698", nil, []), .title: ("#eceff4", nil, .bold),
      .border: ("#4c566a", nil, []), .borderFocused: ("#88c0d0", nil, .bold),
      .accent: ("#88c0d0", nil, .bold), .key: ("#ebcb8b", nil, .bold),
      .good: ("#8fd694", nil, []), .bad: ("#f2777a", nil, []), .warning: ("#f0c674", nil, []),
      .first: ("#e39a5b", nil, []), .second: ("#6fb3f2", nil, []),
      .reflection: ("#c5a5e8", nil, []), .memory: ("#7fd1c0", nil, []),
      .distilled: ("#d9d36b", nil, []), .baseline: ("#9aa5b5", nil, []),
      .selection: ("#ffffff", "#3b4a63", []), .match: ("#1d2430", "#ebcb8b", []),
      .added: ("#8fd694", nil, .underline), .removed: ("#f2777a", nil, .dim),
      .agent: ("#ffffff", nil, .bold), .goal: ("#f5d76e", nil, .bold),
      .hole: ("#f2777a", nil, []), .safe: ("#5f7f95", nil, []), .wall: ("#8c96a6", nil, []),
      .box: ("#d7a86e", nil, .bold),
      .series1: ("#6fb3f2", nil, []), .series2: ("#e39a5b", nil, []),
      .series3: ("#7fd1c0", nil, []), .series4: ("#e58fc3", nil, []),
      .series5: ("#d9d36b", nil, []), .series6: ("#c5a5e8", nil, []),
      .heatLow: ("#2b3a67", nil, []), .heatMiddle: ("#b5508a", nil, []),
      .heatHigh: ("#f7e08a", nil, []),
    ]))

  /// Without any colour: weight, underline and reverse carry what colours do elsewhere.
  ///
  /// Used for NO_COLOR and for terminals that have none.
  package static let mono = Theme(
    name: "mono", kind: .dark,
    appearances: looks([
      .muted: (nil, nil, .dim), .title: (nil, nil, .bold), .border: (nil, nil, .dim),
      .borderFocused: (nil, nil, .bold), .accent: (nil, nil, .bold), .key: (nil, nil, .bold),
      .bad: (nil, nil, .bold), .warning: (nil, nil, .underline), .second: (nil, nil, .bold),
      .baseline: (nil, nil, .dim), .selection: (nil, nil, .reverse),
      .match: (nil, nil, [.reverse, .bold]), .added: (nil, nil, .underline),
      .removed: (nil, nil, .dim), .agent: (nil, nil, [.bold, .reverse]),
      .goal: (nil, nil, .bold), .hole: (nil, nil, .underline), .safe: (nil, nil, .dim),
      .wall: (nil, nil, .dim), .box: (nil, nil, .bold), .heatLow: (nil, nil, .dim),
      .heatHigh: (nil, nil, .bold),
    ]))

  /// Those that are there without any file.
  package static let builtIn: [Theme] = [.kolbDark, .mono]

  private static func looks(
    _ table: [Role: (String?, String?, Attributes)]
  ) -> [Role: Appearance] {
    table.mapValues { foreground, background, attributes in
      Appearance(
        foreground: foreground.flatMap { Colour(hex: $0) },
        background: background.flatMap { Colour(hex: $0) }, attributes: attributes)
    }
  }
}
