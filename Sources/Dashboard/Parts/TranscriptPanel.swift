import RunModel
import TerminalUI

/// What was said in an episode, turn by turn, with the part that is gone into marked.
struct TranscriptPanel {
  let texts: EpisodeTexts
  /// `nil` while the transcript is only looked over.
  let selected: EpisodePart?
  /// Whether the same turn of the other attempt is marked as well.
  var isLockStep = false
  let scroll: Int
  /// What is looked for, to stand out.
  let patterns: [TextPattern]

  private static let sideBySide = 120

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard area.height > 1 else { return }
    canvas.write("transcript", in: area, as: .title)
    let body = area.inset(top: 1)
    guard body.width >= Self.sideBySide, texts.second != nil else {
      return draw(EpisodeWords.sections(texts), in: body, on: &canvas)
    }
    // The two attempts side by side, so that the same turn is on the same line.
    let sides = body.columns(.share(), .share(), gap: 2)
    var second = texts
    second.first = nil
    var first = EpisodeTexts()
    first.first = texts.first
    draw(EpisodeWords.sections(first), in: sides[0], on: &canvas)
    draw(EpisodeWords.sections(second), in: sides[1], on: &canvas)
  }

  private func draw(_ sections: [EpisodeWords.Section], in area: Rect, on canvas: inout Canvas) {
    let gutter = selected == nil ? 0 : 2
    let width = area.width - gutter - 1
    guard width > 0 else { return }
    let paragraphs = sections.map { section in
      (
        section.part,
        Paragraph(
          section.spans.flatMap {
            MatchedText.spans($0.text, finding: patterns, as: $0.style)
          })
      )
    }
    let heights = paragraphs.map { $0.1.lineCount(width: width, for: canvas.glyphs) }
    let total = heights.reduce(0, +)
    let first = min(
      max(0, start(paragraphs.map(\.0), heights) + scroll), max(0, total - area.height))
    var line = -first
    for ((part, paragraph), height) in zip(paragraphs, heights) {
      defer { line += height }
      guard line + height > 0, line < area.height else { continue }
      let place = area.inset(top: max(0, line), left: gutter, right: 1)
      let used = paragraph.draw(in: place, from: max(0, -line), on: &canvas).lines
      guard selected != nil, part == selected || isLockStep && part == twin else { continue }
      for row in 0..<min(used, height) {
        canvas.write(
          row == 0 && line >= 0 ? "▸" : "│", row: max(0, line) + row, in: area, as: .accent)
      }
    }
    ScrollIndicator(total: total, visible: area.height, offset: first)
      .draw(in: area.inset(left: area.width - 1), on: &canvas)
  }

  /// Beside the attempt of the selected part lies the other, at the same turn.
  private var twin: EpisodePart? {
    switch selected {
    case .first(let turn): .second(turn)
    case .second(let turn): .first(turn)
    case .reflection, nil: selected
    }
  }

  /// The line from which to show: the selected part with a little of what came before.
  private func start(_ parts: [EpisodePart?], _ heights: [Int]) -> Int {
    guard let selected else { return 0 }
    guard let place = parts.firstIndex(of: selected) ?? parts.firstIndex(of: twin) else { return 0 }
    return max(0, heights[..<place].reduce(0, +) - 2)
  }
}
