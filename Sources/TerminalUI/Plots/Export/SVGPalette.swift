/// Colours on white paper, whatever theme the screen has.
///
/// Okabe and Ito's set ("Color Universal Design", 2008), which the common forms of colour
/// blindness keep apart; yellow is left out because it is too pale for a line.
enum SVGPalette {
  static let paper = "#ffffff"
  static let ink = "#222222"
  static let grid = "#e4e4e4"
  static let axis = "#888888"

  private static let black = "#000000"
  private static let orange = "#e69f00"
  private static let sky = "#56b4e9"
  private static let green = "#009e73"
  private static let blue = "#0072b2"
  private static let vermilion = "#d55e00"
  private static let purple = "#cc79a7"
  private static let grey = "#767676"

  static func colour(of style: Style) -> String {
    switch style.ink {
    case .role(let role): colour(of: role)
    // From blue to vermilion by way of purple.
    case .heat(let share): share < 85 ? blue : share < 170 ? purple : vermilion
    }
  }

  private static func colour(of role: Role) -> String {
    switch role {
    case .first, .bad, .removed, .hole, .series2: vermilion
    case .second, .series1: blue
    case .reflection, .series4: purple
    case .memory, .good, .added, .safe, .series3: green
    case .distilled, .warning, .box, .series5: orange
    case .series6: sky
    case .accent, .heldOut, .title, .borderFocused, .key, .match, .agent, .goal: black
    case .muted, .border, .baseline, .wall: grey
    case .text, .selection: ink
    case .heatLow: blue
    case .heatMiddle: purple
    case .heatHigh: vermilion
    }
  }
}
