import RunModel
import TerminalUI

/// What a second attempt made of a first (after "First Try Matters", arXiv 2510.08308).
///
/// Five classes; of logs without turns nobody knows how an attempt failed again.
enum Transition: Int, CaseIterable {
  case solvedStays
  case fixed
  case failedAlike
  case failedAnew
  case failedSomehow
  case broken

  var name: String {
    switch self {
    case .solvedStays: "solved ⇒ solved"
    case .fixed: "failed ⇒ solved"
    case .failedAlike: "failed the same way"
    case .failedAnew: "failed another way"
    case .failedSomehow: "failed again"
    case .broken: "solved ⇒ failed"
    }
  }

  var style: Style {
    switch self {
    case .solvedStays: .first
    case .fixed: .good
    case .failedAlike: .bad
    case .failedAnew: .warning
    case .failedSomehow: .muted
    case .broken: .second
    }
  }
}

/// Episodes of some steps by transition; with the gate on a solved one stays solved untried.
struct TransitionTally: Sendable {
  private var counts = [Int](repeating: 0, count: Transition.allCases.count)

  init(_ totals: StepTotals) {
    let outcomes = totals.outcomes
    counts[Transition.fixed.rawValue] = outcomes.fixed
    counts[Transition.failedAlike.rawValue] = outcomes.failedAlike
    counts[Transition.failedAnew.rawValue] = outcomes.failedAnew
    counts[Transition.failedSomehow.rawValue] = outcomes.failedSomehow
    counts[Transition.broken.rawValue] = outcomes.broken
    counts[Transition.solvedStays.rawValue] = max(0, totals.first.solved - outcomes.broken)
  }

  static func + (left: Self, right: Self) -> Self {
    var sum = left
    for (place, count) in right.counts.enumerated() { sum.counts[place] += count }
    return sum
  }

  subscript(transition: Transition) -> Int { counts[transition.rawValue] }

  var count: Int { counts.reduce(0, +) }

  /// The classes to name: of those that say how it failed again, the ones that can be known.
  var classes: [Transition] {
    let (alike, anew, somehow) = (self[.failedAlike], self[.failedAnew], self[.failedSomehow])
    return Transition.allCases.filter { transition in
      switch transition {
      case .failedAlike, .failedAnew: alike + anew > 0 || somehow == 0
      case .failedSomehow: somehow > 0
      case .solvedStays, .fixed, .broken: true
      }
    }
  }
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

/// The classes with their counts, shares and intervals.
struct TransitionLegend {
  let tally: TransitionTally

  func draw(in area: Rect, on canvas: inout Canvas) {
    let isWide = area.width >= 46
    for (row, transition) in tally.classes.prefix(area.height).enumerated() {
      let count = tally[transition]
      let interval = Interval.wilson(successes: count, of: tally.count)
      canvas.write(
        [
          Span("\(StackedBar.texture(transition.rawValue, for: canvas.glyphs)) ", transition.style),
          Span(transition.name, .text),
        ], row: row, in: area)
      canvas.write(
        [
          Span(Figures.share(Double(count) / Double(max(1, tally.count))), transition.style.bold),
          Span(
            isWide
              ? interval.map { " " + Figures.interval($0.low, $0.high) } ?? "" : "",
            .muted), Span(" \(Figures.count(count))", .muted),
        ], row: row, column: 22, in: area)
    }
  }
}
