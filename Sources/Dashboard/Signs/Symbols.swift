import RLCore
import RunModel
import TerminalUI

/// How words of the field look: every colour comes with a sign of its own.
enum Symbols {
  /// The colour of a tile, by what the legend says that it is; symbols that it does not name are
  /// text.
  static func role(of symbol: Character, legend: [LegendEntry]) -> Role {
    switch legend.first(where: { $0.symbol == String(symbol) })?.look.role {
    case .agent: .agent
    case .goal: .goal
    case .danger: .hole
    case .movable: .box
    case .wall: .wall
    case .floor: .safe
    case .other, nil: .text
    }
  }

  static func arrow(_ action: String) -> Character {
    switch action.lowercased() {
    case "up": Character(Sign.up.symbol)
    case "down": Character(Sign.down.symbol)
    case "left": Character(Sign.left.symbol)
    case "right": Character(Sign.right.symbol)
    default: action.first ?? "?"
    }
  }

  /// An action as an arrow, or in its own words where there is no board to move on.
  static func action(_ action: String, hasBoard: Bool) -> String {
    hasBoard ? String(arrow(action)) : action
  }

  static func outcome(of record: EpisodeRecord, in run: RunState) -> Span {
    outcome(of: record, threshold: run.threshold(of: record), isOver: !run.hasEpisodesUnderWay)
  }

  /// Of a run that is over nothing is to come.
  static func outcome(
    of record: EpisodeRecord, threshold: Double, isOver: Bool
  ) -> Span {
    if record.reflection != nil, record.second == nil {
      return isOver ? Span("no second", .muted) : Sign.more.span("retrying")
    }
    return switch record.outcome(threshold: threshold) {
    case .fixed: Sign.succeeded.span("fixed")
    case .solved: Sign.succeeded.span("solved")
    case .kept: Sign.succeeded.span("kept")
    case .unchanged: Sign.failed.span("failed again")
    case .failed: Sign.failed.span("failed")
    case .broken: Sign.failed.span("broken")
    case nil: isOver ? Span("not whole", .muted) : Sign.more.span("under way")
    }
  }

  /// How an attempt ended.
  static func ending(_ outcome: TurnOutcome?, hasBoard: Bool = true) -> Span {
    if !hasBoard, let outcome, [.failed, .exhausted].contains(outcome) {
      return Sign.failed.span(words(outcome, hasBoard: false))
    }
    return switch outcome {
    case .solved: Sign.succeeded.span("solved")
    case .failed: Sign.failed.span("died")
    case .exhausted: Sign.failed.span("out of moves")
    case .invalid: Sign.failed.span("invalid")
    case .planned, .moved, .blocked: Sign.failed.span("gave up")
    case nil: Span("no turns", .muted)
    }
  }

  /// How a turn came out; without a board there is nothing to move on.
  static func words(_ outcome: TurnOutcome, hasBoard: Bool = true) -> String {
    if !hasBoard {
      switch outcome {
      case .moved: return "found"
      case .blocked: return "found nothing"
      case .failed: return "wrong"
      case .exhausted: return "out of turns"
      case .planned, .invalid, .solved: break
      }
    }
    return switch outcome {
    case .planned: "planned"
    case .moved: "moved"
    case .blocked: "blocked"
    case .invalid: "invalid"
    case .solved: "solved"
    case .failed: "died"
    case .exhausted: "out of moves"
    }
  }

  static func style(of kind: RowKind) -> Style {
    switch kind {
    case .first: .first
    case .reflection: .reflection
    case .second: .second
    case .distilled: .distilled
    }
  }

  static func marker(of kind: RowKind) -> Character {
    switch kind {
    case .first: "○"
    case .reflection: "◇"
    case .second: "◆"
    case .distilled: "△"
    }
  }
}
