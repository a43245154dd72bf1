import RLCore
import RunModel
import TerminalUI

/// A meaning in full: how often it was said, what it claims, and how it differs from another.
struct MeaningStory {
  let group: MeaningGroup
  /// What it is held against.
  let base: MeaningGroup?
  /// Whether somebody chose that, or it is the commonest.
  let isChosen: Bool
  /// Reflections that show.
  let count: Int
  let example: ReflectionRecord?
  let legend: [LegendEntry]

  private var isBase: Bool { base?.number == group.number }

  var spans: [Span] {
    summary + claims + difference + text
  }

  private var summary: [Span] {
    let share = Figures.share(Double(group.count) / Double(max(1, count)))
    let when = group.firstStep == group.lastStep ? "at step" : "at steps"
    let interval = group.interval.map { " " + Figures.interval($0.low, $0.high) }
    return [
      Span("said by \(Figures.count(group.count)) of \(Figures.count(count)) reflections", .text),
      Span(" (\(share)), \(when) \(MeaningList.steps(of: group))\n", .muted),
      Span("second attempts solved \(group.solved) of \(group.retries)", .text),
      Span(
        group.retries > 0
          ? " (\(Figures.share(group.successRate))\(interval ?? ""))\n" : "\n", .muted),
    ] + marks + [Span("\n", .text)]
  }

  private var marks: [Span] {
    let words = MarkSigns.words(group.meaning?.marks)
    return words.isEmpty ? [] : words + [Span("\n", .text)]
  }

  private var claims: [Span] {
    guard let meaning = group.meaning else {
      return [Span("This log does not say what these claim.\n\n", .muted)]
    }
    guard !meaning.parts.isEmpty else { return [Span("They claim nothing.\n\n", .muted)] }
    return [Span("what they claim\n", Style.reflection.bold)]
      + meaning.parts.flatMap { part in
        let look = ClaimLook(part)
        return [
          Span(" \(look.sign) ", look.style), Span("\(part.proposition.name)", .text),
          Span(
            part.proposition.kind == .rule ? "\n" : " (\(part.proposition.kind.rawValue))\n", .muted
          ),
        ]
      } + [Span("\n", .text)]
  }

  private var difference: [Span] {
    guard let meaning = group.meaning, let base, let other = base.meaning else { return [] }
    let name = isChosen ? "the chosen meaning" : "the commonest meaning"
    if isBase {
      return [Span("This is \(name), which the others are held against.\n\n", .muted)]
    }
    let difference = MeaningDifference(of: meaning, from: other)
    return [
      Span("against \(name)", Style.reflection.bold),
      Span(" (said by \(Figures.count(base.count)))\n", .muted),
    ] + lines(difference.added, "+", .added) + lines(difference.missing, "−", .removed)
      + [Span("\n", .text)]
  }

  private func lines(_ parts: [Meaning.Part], _ sign: String, _ style: Style) -> [Span] {
    parts.flatMap { part in
      let look = ClaimLook(part)
      return [
        Span(" \(sign) ", style.bold), Span("\(part.proposition.name) ", style),
        Span("\(look.sign)\n", look.style),
      ]
    }
  }

  private var text: [Span] {
    guard let example, let meaning = group.meaning else { return [] }
    return [
      Span("such as reflection #\(example.id)", Style.reflection.bold),
      Span(" episode \(Figures.count(example.episode)), step \(example.step)\n", .muted),
    ] + MeaningDifference(of: meaning, from: base?.meaning).spans(of: example, legend: legend)
      + [Span("\n", .text)]
  }
}
