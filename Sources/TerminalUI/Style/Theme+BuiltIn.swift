extension Theme {
  /// The default: calm colours on the terminal's own dark background.
  ///
  /// First attempts are orange and second ones blue, and good and bad differ in lightness too, so
  /// that the common forms of colour blindness keep them apart.
  package static let kolbDark = Theme(
    name: "kolb-dark", kind: .dark,
    appearances: looks([
      .text: ("#d8dee9", nil, []), .muted: ("#7b8698", nil, []), .title: ("#eceff4", nil, .bold),
      .border: ("#667189", nil, []), .borderFocused: ("#88c0d0", nil, .bold),
      .accent: ("#88c0d0", nil, .bold), .key: ("#ebcb8b", nil, .bold), .good: ("#8fd694", nil, []),
      .bad: ("#f2777a", nil, []), .warning: ("#f0c674", nil, []), .first: ("#e39a5b", nil, []),
      .second: ("#6fb3f2", nil, []), .heldOut: ("#ffffff", nil, []),
      .reflection: ("#c5a5e8", nil, []), .memory: ("#3fb5a8", nil, []),
      .distilled: ("#b4d65c", nil, []), .baseline: ("#9aa5b5", nil, []),
      .selection: ("#ffffff", "#2f3b50", []), .match: ("#1d2430", "#ebcb8b", []),
      .added: ("#8fd694", nil, .underline), .removed: ("#f2777a", nil, .dim),
      .agent: ("#ffffff", nil, .bold), .goal: ("#f5d76e", nil, .bold), .hole: ("#f2777a", nil, []),
      .safe: ("#5f7f95", nil, []), .wall: ("#8c96a6", nil, []), .box: ("#d7a86e", nil, .bold),
      .series1: ("#6fb3f2", nil, []), .series2: ("#e39a5b", nil, []),
      .series3: ("#4cc795", nil, []), .series4: ("#e58fc3", nil, []),
      .series5: ("#86e0e6", nil, []), .series6: ("#b29cf2", nil, []),
      .heatLow: ("#2b3a67", nil, []), .heatMiddle: ("#b5508a", nil, []),
      .heatHigh: ("#f7e08a", nil, []),
    ]))

  /// The same in calm colours on a light background, which it paints: a terminal that is dark would
  /// leave nothing of them.
  package static let kolbLight = Theme(
    name: "kolb-light", kind: .light, background: Colour(hex: "#fafafa"),
    appearances: looks([
      .text: ("#24292f", nil, []), .muted: ("#66707c", nil, []), .title: ("#101418", nil, .bold),
      .border: ("#848e9b", nil, []), .borderFocused: ("#0b6e8f", nil, .bold),
      .accent: ("#0b6e8f", nil, .bold), .key: ("#8a5a00", nil, .bold), .good: ("#1f7a34", nil, []),
      .bad: ("#b3261e", nil, []), .warning: ("#8a5a00", nil, []), .first: ("#a85408", nil, []),
      .second: ("#1a5fb4", nil, []), .heldOut: ("#000000", nil, []),
      .reflection: ("#7a3fa0", nil, []), .memory: ("#0a5a66", nil, []),
      .distilled: ("#6b6400", nil, []), .baseline: ("#57606a", nil, []),
      .selection: ("#10161d", "#cfe3f5", []), .match: ("#10161d", "#f4d774", []),
      .added: ("#1f7a34", nil, .underline), .removed: ("#b3261e", nil, .dim),
      .agent: ("#101418", nil, .bold), .goal: ("#8a5a00", nil, .bold), .hole: ("#b3261e", nil, []),
      .safe: ("#5b7488", nil, []), .wall: ("#57606a", nil, []), .box: ("#85511a", nil, .bold),
      .series1: ("#1a5fb4", nil, []), .series2: ("#a85408", nil, []),
      .series3: ("#0b7566", nil, []), .series4: ("#a3256f", nil, []),
      .series5: ("#6b6400", nil, []), .series6: ("#6a3fb0", nil, []),
      .heatLow: ("#c9d8f0", nil, []), .heatMiddle: ("#c06a9a", nil, []),
      .heatHigh: ("#6b1d0c", nil, []),
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
      .heldOut: (nil, nil, .bold),
      .baseline: (nil, nil, .dim), .selection: (nil, nil, .reverse),
      .match: (nil, nil, [.reverse, .bold]), .added: (nil, nil, .underline),
      .removed: (nil, nil, .dim), .agent: (nil, nil, [.bold, .reverse]),
      .goal: (nil, nil, .bold), .hole: (nil, nil, .underline), .safe: (nil, nil, .dim),
      .wall: (nil, nil, .dim), .box: (nil, nil, .bold), .heatLow: (nil, nil, .dim),
      .heatHigh: (nil, nil, .bold),
    ]))

  /// Those that are there without any file.
  package static let builtIn: [Theme] = [.kolbDark, .kolbLight, .mono]

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
