import RunModel
import TerminalUI

/// What a second attempt made of a first (after "First Try Matters", arXiv 2510.08308).
enum Transition5: Int, CaseIterable {
  case solvedStays
  case fixed
  case failedAlike
  case failedAnew
  case broken

  var name: String {
    switch self {
    case .solvedStays: "solved ⇒ solved"
    case .fixed: "failed ⇒ solved"
    case .failedAlike: "failed the same way"
    case .failedAnew: "failed another way"
    case .broken: "solved ⇒ failed"
    }
  }

  var style: Style {
    switch self {
    case .solvedStays: .first
    case .fixed: .good
    case .failedAlike: .bad
    case .failedAnew: .warning
    case .broken: .second
    }
  }
}

/// Episodes of some steps by transition; with the gate on a solved one stays solved untried.
struct TransitionTally: Sendable {
  private var counts = [Int](repeating: 0, count: Transition5.allCases.count)

  init(_ totals: StepTotals) {
    let outcomes = totals.outcomes
    counts[Transition5.fixed.rawValue] = outcomes.fixed
    counts[Transition5.failedAlike.rawValue] = outcomes.failedAlike
    counts[Transition5.failedAnew.rawValue] = outcomes.unchanged - outcomes.failedAlike
    counts[Transition5.broken.rawValue] = outcomes.broken
    counts[Transition5.solvedStays.rawValue] = max(0, totals.first.solved - outcomes.broken)
  }

  static func + (left: Self, right: Self) -> Self {
    var sum = left
    for (place, count) in right.counts.enumerated() { sum.counts[place] += count }
    return sum
  }

  subscript(transition: Transition5) -> Int { counts[transition.rawValue] }

  var count: Int { counts.reduce(0, +) }
}

/// Steps that share a line of the chart.
struct TransitionSpan: Sendable {
  var first: Int
  var last: Int
  var tally: TransitionTally

  init(_ steps: some BidirectionalCollection<StepRecord>) {
    first = steps.first?.step ?? 0
    last = steps.last?.step ?? 0
    tally = TransitionTally(StepTotals(steps))
  }

  /// With the steps that follow it.
  func joined(_ next: TransitionSpan) -> TransitionSpan {
    var both = self
    both.last = next.last
    both.tally = tally + next.tally
    return both
  }

  var label: String { first == last ? "\(first)" : "\(first)–\(last)" }
}

/// The five classes with their counts, shares and intervals.
struct TransitionLegend {
  let tally: TransitionTally

  func draw(in area: Rect, on canvas: inout Canvas) {
    let isWide = area.width >= 46
    for (row, transition) in Transition5.allCases.prefix(area.height).enumerated() {
      let count = tally[transition]
      let interval = Interval.wilson(successes: count, of: tally.count)
      canvas.write(
        [
          Span("\(StackedBar.texture(row, for: canvas.glyphs)) ", transition.style),
          Span(transition.name, .text),
        ], row: row, in: area)
      canvas.write(
        [
          Span(Figures.share(Double(count) / Double(max(1, tally.count))), transition.style.bold),
          Span(
            isWide
              ? interval.map { " " + Figures.interval($0.low, $0.high) } ?? "" : "",
            .muted), Span(" n \(Figures.count(count))", .muted),
        ], row: row, column: 22, in: area)
    }
  }
}
