import TerminalUI

/// Every sign that any view draws, each once.
extension Sign {
  // MARK: - What came of it

  static let succeeded = Sign(
    "✓", "succeeded: an attempt solved its task, a run came to its end", .good, .outcomes)
  static let failed = Sign(
    "✗", "failed: an attempt, a run, something that was asked for", .bad, .outcomes)
  static let better = Sign(
    "▲", "for the better: the second attempt earned more, or a figure speaks for it", .good,
    .outcomes)
  static let worse = Sign(
    "▼", "for the worse: the second attempt earned less, or a figure speaks against it", .warning,
    .outcomes)
  static let undecided = Sign("◦", "the numbers do not decide it", .warning, .outcomes)
  static let became = Sign("⇒", "the one became the other", .muted, .outcomes)
  static let flagged = Sign(
    "⚑", "flagged: the attempt has a remark, such as invalid or truncated", .warning, .outcomes)

  // MARK: - What a text says

  static let isTrue = Sign("≡", "true: the world is as the text says", .good, .claims)
  static let isFalse = Sign("≠", "false: the world is not as the text says", .bad, .claims)
  static let wrongGuess = Sign(
    "≉", "guessed wrong: put as a guess, and not so; no false claim", .warning, .claims)
  static let partly = Sign("◑", "true of some and false of others", .warning, .claims)
  static let unsupported = Sign("≟", "nobody can tell whether it is so", .warning, .claims)
  static let nobody = Sign("·", "nothing here; between words it only parts them", .muted, .claims)
  static let unreadable = Sign(
    "?", "could not be read: as a move, or as rules", .warning, .claims)
  static let leak = Sign(
    "!", "leak: gives a route or the answer of this very task", .warning, .claims)
  static let vague = Sign("~", "vague: has no rule of the world", .warning, .claims)
  static let again = Sign("↻", "the same words were written shortly before", .muted, .claims)

  // MARK: - Boards and moves

  static let here = Sign("◉", "where the agent is", .agent, .boards)
  static let ghost = Sign("◌", "where the first attempt was by then", .muted, .boards)
  static let start = Sign("›", "where it began", .muted, .boards)
  static let up = Sign("↑", "a move up", .accent, .boards)
  static let down = Sign("↓", "a move down", .accent, .boards)
  static let left = Sign("←", "a move left", .accent, .boards)
  static let right = Sign("→", "a move right", .accent, .boards)

  // MARK: - Replay

  static let planning = Sign("┄", "a turn that planned and moved nothing", .muted, .replay)
  static let changing = Sign("━", "a move that changed something", .text, .replay)
  static let changingNothing = Sign("╌", "a move that changed nothing", .text, .replay)
  static let times = Sign("×", "times: said so often, or played so fast", .muted, .lists)
  static let ended = Sign("⏎", "the end of a text, which is a token as well", .muted, .replay)

  // MARK: - Plots

  static let above = Sign("⇞", "points above what shows", .warning, .curves)
  static let below = Sign("⇟", "points below what shows", .warning, .curves)
  static let unplottable = Sign("⊘", "a point that has no place on this scale", .warning, .curves)
  static let cursor = Sign("┊", "the cursor's step", .accent, .curves)
  static let checkpoint = Sign("╨", "a checkpoint, on the axis", .muted, .curves)
  static let reference = Sign("┈", "a line to compare with", .baseline, .curves)
  static let between = Sign(
    "≈", "not measured there: read off the line between two evaluations", .text, .curves)

  // MARK: - Lists and the run

  static let selected = Sign("▸", "what is selected", .accent, .lists)
  static let selectedColumn = Sign("▾", "the selected column", .accent, .lists)
  static let ascending = Sign("⇡", "sorted, the smallest first", .accent, .lists)
  static let descending = Sign("⇣", "sorted, the largest first", .accent, .lists)
  static let live = Sign("▪", "in the memory now", .memory, .lists)
  static let bookmark = Sign("★", "a bookmark of yours on the episode", .accent, .lists)
  static let tried = Sign("↺", "tried again with another text; T opens it", .accent, .lists)
  static let plusMinus = Sign("±", "half of a 95 % interval", .muted, .lists)
  static let unknown = Sign("—", "not known, or not measured", .muted, .lists)
  static let more = Sign("…", "more follows: cut here, or still under way", .muted, .lists)

  static let alarm = Sign(
    "⚠", "an alarm: the key a, in any view of a run, says what it means", .warning, .run)
  static let running = Sign("▶", "it runs: a run trains, a replay plays", .good, .run)
  static let held = Sign("‖", "it is held: a run, a replay, or what you look at", .warning, .run)
  static let stopped = Sign("■", "stopped before its end", .warning, .run)
  static let lookingBack = Sign("◂", "you look back; > and F come forward again", .warning, .run)
  static let asked = Sign("✎", "the run asks you to reflect; e answers", .accent, .run)

  /// The parts of a bar, in the order of the words beside it.
  static let bars = ["█", "▒", "▓", "░", "▚", "▤"].map {
    Sign($0, "a part of a bar, as the words beside it say", .text, .bars)
  }
  static let levels = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"].map {
    Sign($0, "from the least to the most", .text, .bars)
  }

  /// All but the curves, whose signs a plot's own line explains.
  static let all: [Sign] =
    [
      succeeded, failed, better, worse, undecided, became, flagged, isTrue, isFalse, wrongGuess,
      partly,
      unsupported, nobody, unreadable, leak, vague, again, here, ghost, start, up, down, left,
      right, planning, changing, changingNothing, times, ended, above, below, unplottable, cursor,
      checkpoint, reference, between, selected, selectedColumn, ascending, descending, live,
      bookmark, tried,
      plusMinus, unknown, more, alarm, running, held, stopped, lookingBack, asked,
    ] + bars + levels

  /// Signs of letters and brackets, which stand around words.
  static let brackets: [(symbol: String, meaning: String, group: Group)] = [
    ("[→]", "the first move that the other attempt made otherwise", .boards),
    ("(→)", "moves that follow the route which the reflection gave", .boards),
    ("{…}", "what this text says and the one it is held against does not", .claims),
    ("[-…-]", "what the other one says and this does not", .claims),
    ("{+…+}", "words that are new", .claims),
  ]
}
