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
    case .solvedStays: "solved → solved"
    case .fixed: "failed → solved"
    case .failedAlike: "failed the same way"
    case .failedAnew: "failed another way"
    case .broken: "solved → failed"
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
struct TransitionTally {
  private var counts = [Int](repeating: 0, count: Transition5.allCases.count)

  init(_ steps: some Sequence<StepRecord>) {
    for step in steps {
      let outcomes = step.outcomes
      counts[Transition5.fixed.rawValue] += outcomes.fixed
      counts[Transition5.failedAlike.rawValue] += outcomes.failedAlike
      counts[Transition5.failedAnew.rawValue] += outcomes.unchanged - outcomes.failedAlike
      counts[Transition5.broken.rawValue] += outcomes.broken
      counts[Transition5.solvedStays.rawValue] += max(0, step.first.solved - outcomes.broken)
    }
  }

  subscript(transition: Transition5) -> Int { counts[transition.rawValue] }

  var count: Int { counts.reduce(0, +) }
}

/// Steps that share a line of the chart.
struct TransitionSpan {
  var first: Int
  var last: Int
  var tally: TransitionTally

  var label: String { first == last ? "\(first)" : "\(first)–\(last)" }
}

/// A prompt whose first attempts all failed.
struct HardPrompt {
  /// Its first episode.
  var episode: Int
  var step: Int
  var task: String
  var failures: Int
  var retries: Int
  var rescues: Int

  var isRescued: Bool { rescues > 0 }
}

extension TransitionsView {
  /// The most lines that a chart is cut into.
  private static let spanLimit = 40

  func spans(of state: DashboardState) -> [TransitionSpan] {
    let steps = state.run.steps.filter(\.isClosed)
    let size = max(1, (steps.count + Self.spanLimit - 1) / Self.spanLimit)
    return stride(from: 0, to: steps.count, by: size).map { start in
      let part = steps[start..<min(start + size, steps.count)]
      return TransitionSpan(
        first: part.first?.step ?? 0, last: part.last?.step ?? 0, tally: TransitionTally(part))
    }
  }

  /// Prompts are drawn anew in most runs, so a failure persists over a prompt's rollouts.
  func hardPrompts(of state: DashboardState) -> [HardPrompt] {
    var prompts: [HardPrompt] = []
    let records = state.run.episodes.records
    var start = 0
    while start < records.count {
      let head = records[start]
      let threshold = state.run.threshold(of: head)
      var end = start
      while end < records.count, records[end].group == head.group, records[end].step == head.step {
        end += 1
      }
      let group = records[start..<max(end, start + 1)]
      let firsts = group.compactMap { $0.first?.reward }
      if firsts.count > 1, firsts.allSatisfy({ $0 < threshold }) {
        let seconds = group.compactMap { $0.second?.reward }
        prompts.append(
          HardPrompt(
            episode: head.id, step: head.step, task: head.task, failures: firsts.count,
            retries: seconds.count, rescues: seconds.count { $0 >= threshold }))
      }
      start = max(end, start + 1)
    }
    return prompts
  }
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
          Span(Figures.percent(Double(count) / Double(max(1, tally.count))), transition.style.bold),
          Span(
            isWide
              ? interval.map { " [\(Figures.share($0.low))–\(Figures.share($0.high))]" } ?? "" : "",
            .muted), Span(" n \(Figures.count(count))", .muted),
        ], row: row, column: 22, in: area)
    }
  }
}
