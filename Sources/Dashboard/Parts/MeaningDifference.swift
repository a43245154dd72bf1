import RLCore
import RunModel
import TerminalUI

/// What one meaning says that another does not, shown in a text that has the meaning.
struct MeaningDifference {
  private let meaning: Meaning
  private let base: Meaning
  let added: [Meaning.Part]
  let missing: [Meaning.Part]

  /// How a meaning differs from a base; from itself, or from nothing, it does not.
  init(of meaning: Meaning, from base: Meaning?) {
    self.meaning = meaning
    self.base = base ?? meaning
    let (own, others) = (Set(meaning.parts), Set(self.base.parts))
    added = meaning.parts.filter { !others.contains($0) }
    missing = self.base.parts.filter { !own.contains($0) }
  }

  // MARK: - Texts

  /// A text with what differs in braces, "{C is a hole}", false claims with a "≠", and what is
  /// missing after it, "[-B goal-]".
  func spans(of reflection: ReflectionRecord, legend: [LegendEntry]) -> [Span] {
    stretches(of: reflection, legend: legend).flatMap { spans(of: $0, text: $0.text) } + absent
  }

  /// The same in a line: of what does not differ only the words beside it.
  func excerpt(of reflection: ReflectionRecord, legend: [LegendEntry]) -> [Span] {
    let stretches = stretches(of: reflection, legend: legend)
    guard !added.isEmpty else { return absent(before: " ") + stretches.flatMap { plain($0) } }
    return stretches.enumerated().flatMap { place, stretch in
      spans(
        of: stretch,
        text: stretch.part == nil
          ? Self.shortened(
            stretch.text, keepsStart: place > 0, keepsEnd: place < stretches.count - 1)
          : stretch.text)
    } + absent
  }

  /// The meaning itself where no text is at hand: "C hole · {B hole≠}".
  var names: [Span] {
    let parts = meaning.parts.map { part in
      let name = part.proposition.name + Self.sign(of: part)
      return added.contains(part) ? Span("{\(name)}", Self.marked) : Span(name, .muted)
    }
    guard !parts.isEmpty else { return [Span("no claim", .muted)] + absent }
    return Array(parts.map { [$0] }.joined(separator: [Span(" · ", .muted)])) + absent
  }

  private static let marked = Style.added.bold.underlined

  /// What the base says besides, after a blank.
  private var absent: [Span] {
    missing.flatMap { part in
      [Span(" ", .text), Span("[-\(part.proposition.name)-]", .removed)]
    }
  }

  private func absent(before separator: String) -> [Span] {
    missing.flatMap { part in
      [Span("[-\(part.proposition.name)-]", .removed), Span(separator, .text)]
    }
  }

  // MARK: - Stretches

  /// A piece of the text: a claim that differs, or what stands around it.
  private struct Stretch {
    var text: String
    var part: Meaning.Part?
  }

  private func stretches(
    of reflection: ReflectionRecord, legend: [LegendEntry]
  ) -> [Stretch] {
    let text = reflection.text.replacing("\n", with: " ")
    let scalars = Array(text.unicodeScalars)
    var owner = [Int?](repeating: nil, count: scalars.count)
    let differing = Set(added)
    let places = Meaning.places(in: reflection, legend: legend)
    for (index, place) in places.enumerated() where differing.contains(place.part) {
      for scalar in place.range.clamped(to: 0..<scalars.count) { owner[scalar] = index }
    }
    var stretches: [Stretch] = []
    var start = 0
    while start < scalars.count {
      var end = start
      while end < scalars.count, owner[end] == owner[start] { end += 1 }
      var words = String.UnicodeScalarView()
      words.append(contentsOf: scalars[start..<end])
      stretches.append(
        Stretch(text: String(words), part: owner[start].map { places[$0].part }))
      start = end
    }
    return stretches
  }

  private func spans(of stretch: Stretch, text: String) -> [Span] {
    guard let part = stretch.part else { return [Span(text, .text)] }
    return [Span("{\(text)\(Self.sign(of: part))}", Self.marked)]
  }

  private func plain(_ stretch: Stretch) -> [Span] { [Span(stretch.text, .text)] }

  private static func sign(of part: Meaning.Part) -> String {
    part.verdict == .right ? "" : ClaimLook(part).sign
  }

  /// Columns of unmarked text that are kept beside a difference.
  private static let context = 12

  private static func shortened(_ text: String, keepsStart: Bool, keepsEnd: Bool) -> String {
    let kept = (keepsStart ? context : 0) + (keepsEnd ? context : 0)
    guard text.count > kept + 2 else { return text }
    let start = keepsStart ? text.prefix(context) : ""
    let end = keepsEnd ? text.suffix(context) : ""
    // Whole words only.
    let head = start.lastIndex(of: " ").map { start[..<$0] } ?? start
    let tail = end.firstIndex(of: " ").map { end[end.index(after: $0)...] } ?? end
    return [String(head), "…", String(tail)].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
