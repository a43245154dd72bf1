/// What a piece of the screen means.
///
/// A theme decides how a role looks; a view only names it. The raw value is the key of the role in a theme file.
package enum Role: String, CaseIterable, Hashable, Sendable {
  case text
  case muted
  case title
  case border
  case borderFocused = "border-focused"
  case accent
  case key
  case good
  case bad
  case warning
  case first
  case second
  case heldOut = "held-out"
  case reflection
  case memory
  case distilled
  case baseline
  case selection
  case match
  case added
  case removed
  case agent
  case goal
  case hole
  case safe
  case wall
  case box
  case series1 = "series-1"
  case series2 = "series-2"
  case series3 = "series-3"
  case series4 = "series-4"
  case series5 = "series-5"
  case series6 = "series-6"
  case heatLow = "heat-low"
  case heatMiddle = "heat-middle"
  case heatHigh = "heat-high"

  /// The n-th of several curves that are alike, such as runs; counts from 0 and starts again.
  package static func series(_ index: Int) -> Role {
    let roles: [Role] = [.series1, .series2, .series3, .series4, .series5, .series6]
    return roles[((index % roles.count) + roles.count) % roles.count]
  }

  /// What the role is for, as the comment that a theme file carries above its key.
  package var meaning: String {
    switch self {
    case .text: "ordinary text"
    case .muted: "what can be passed over: units, raw curves, empty states"
    case .title: "titles of boxes and tables"
    case .border: "lines of boxes and axes"
    case .borderFocused: "lines of the box that has the keyboard"
    case .accent: "what the eye should find first"
    case .key: "a key to press, in hints and help"
    case .good: "solved, passed, improved"
    case .bad: "failed, broken, worse"
    case .warning: "suspicious or about to break"
    case .first: "first attempts"
    case .second: "second attempts"
    case .heldOut: "held-out tasks, the curve that matters"
    case .reflection: "reflections"
    case .memory: "reflections kept for later episodes"
    case .distilled: "rows that internalise a success"
    case .baseline: "the baseline and lines to compare with"
    case .selection: "the selected row; its background lies under the row's own colours"
    case .match: "what a search found"
    case .added: "words that a revision added"
    case .removed: "words that a revision removed"
    case .agent: "the agent on a board"
    case .goal: "the goal on a board"
    case .hole: "a hole on a board"
    case .safe: "a safe tile of a board"
    case .wall: "a wall on a board"
    case .box: "a box on a board"
    case .series1, .series2, .series3, .series4, .series5, .series6:
      "curves that are alike, such as several runs"
    case .heatLow: "the low end of a heat map"
    case .heatMiddle: "the middle of a heat map"
    case .heatHigh: "the high end of a heat map"
    }
  }
}
