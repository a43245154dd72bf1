import RunModel
import TerminalUI

/// A metric of reflections as the screen writes it: value, half of its interval, n.
enum MetricFigures {
  static func value(_ metric: ReflectionMetric) -> String {
    switch metric.id.unit {
    case .share: Figures.share(metric.value)
    case .difference, .nats: Figures.signed(metric.value)
    case .moves: metric.value.map { NumberText.fixed($0, decimals: 1) } ?? Figures.unknown
    case .tokens: Figures.short(metric.value)
    case .seconds: Figures.duration(metric.value)
    }
  }

  /// "±0.06", or "[0.81–0.91]" of a share; empty where nothing is known of the spread.
  static func spread(_ metric: ReflectionMetric) -> String {
    guard let interval = metric.interval, interval.halfWidth.isFinite else { return "" }
    let half = interval.halfWidth
    switch metric.id.unit {
    case .share: return Figures.interval(interval.low, interval.high)
    case .difference, .nats: return "±\(NumberText.fixed(half, decimals: 2))"
    case .moves: return "±\(NumberText.fixed(half, decimals: 1))"
    case .tokens: return "±\(Figures.short(half))"
    case .seconds: return "±\(Figures.duration(half))"
    }
  }

  /// Good and bad only where an interval says so.
  static func style(_ metric: ReflectionMetric) -> Style {
    guard let value = metric.value else { return .muted }
    switch metric.id {
    case .netLift, .netLiftExact, .ownOverOther, .otherOverEmpty, .ownOverShuffled, .transfer,
      .memoryValue:
      return metric.excludes(0) ? (value > 0 ? .good : .bad) : .warning
    case .rulePrecision, .ruleRecall, .parsed:
      return value >= 0.8 ? .good : value >= 0.5 ? .warning : .bad
    case .leak, .solutionLeak, .truncated: return value > 0.05 ? .bad : .good
    case .novelty: return value < 0.1 ? .warning : .text
    case .templateIndex: return value < 0.1 ? .warning : .text
    default: return .text
    }
  }
}

/// What the metrics say of the reflections, in words.
struct VerdictLine {
  let run: RunState

  /// As many lines as it takes at a width, up to a limit.
  func height(width: Int, limit: Int) -> Int {
    min(limit, Paragraph(spans).lineCount(width: max(1, width)))
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    Paragraph(spans).draw(in: area, marksCut: true, on: &canvas)
  }

  /// What stands on top of the views of reflections.
  static let explanation = Explanation(
    "the lines on top",
    "what the measures decide, doubts first: \(Sign.better.symbol) good, \(Sign.worse.symbol) bad, "
      + "\(Sign.undecided.symbol) not decided by its interval. Over a blind retry: second attempts "
      + "against trying again without a reflection, by siblings (the first attempts at the same "
      + "prompt) or by re-runs (the very attempt made again). Every measure stands in full in view "
      + "3; Tab goes to it.")

  private var spans: [Span] {
    let parts = ReflectionVerdict(run.reflectionMetrics()).parts
    guard !parts.isEmpty else {
      return [Span(EmptyWords.verdict(run), .muted)]
    }
    let scope = Span("\(Scope.words(ofWhole: run)), 95 % by prompt: ", .muted)
    return [scope]
      + parts.enumerated().flatMap { place, part in
        [
          Span(place > 0 ? " · " : "", .muted),
          Span(Self.sign(part.tone), Self.style(part.tone)),
          Span("\u{A0}" + Self.joined(part.text), .text),
        ]
      }
  }

  /// With figures that no line break takes apart.
  private static func joined(_ text: String) -> String {
    var isInside = false
    return String(
      text.map { character -> Character in
        if "([".contains(character) { isInside = true }
        if ")]".contains(character) { isInside = false }
        return isInside && character == " " ? "\u{A0}" : character
      })
  }

  /// Colour is not the only signal.
  private static func sign(_ tone: ReflectionVerdict.Tone) -> String {
    switch tone {
    case .good: Sign.better.symbol
    case .bad: Sign.worse.symbol
    case .open: Sign.undecided.symbol
    }
  }

  private static func style(_ tone: ReflectionVerdict.Tone) -> Style {
    switch tone {
    case .good: .good
    case .bad: .bad
    case .open: .warning
    }
  }
}
