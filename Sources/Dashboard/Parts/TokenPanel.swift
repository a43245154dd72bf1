import RLCore
import TerminalUI

/// The tokens of one text: how likely each was when it was drawn.
///
///     A hole B unknown           shaded: the less likely, the warmer; underlined under ½
///     mean −0.55 · lowest "unknown" 0.11 · perplexity 1.7
///       2  hole       0.82  −0.198  ▇▇▇▇▇▇▇▇▏
struct TokenPanel {
  let part: EpisodePart
  let text: String
  /// `nil` where the log does not tell.
  let tokens: [TokenTrace.Token]?
  /// The token under the cursor.
  let cursor: Int

  func draw(in area: Rect, on canvas: inout Canvas) {
    canvas.write([Span("tokens", .title), Span(" of \(part.name)", .muted)], in: area)
    let body = area.inset(top: 1)
    guard let tokens, !tokens.isEmpty else {
      Paragraph(
        tokens == nil
          ? "This log does not say how likely each token was: it is from before that was "
            + "recorded, or nobody but a policy wrote the text." : "No token was written.", .muted
      ).draw(in: body, on: &canvas)
      return
    }
    let selected = min(max(0, cursor), tokens.count - 1)
    canvas.write(Self.summary(tokens), in: body)
    let shaded = Paragraph(spans(tokens, selected))
    let lines = min(
      shaded.lineCount(width: body.width, for: canvas.glyphs), max(1, (body.height - 2) / 2))
    let rows = body.inset(top: 1).rows(.fixed(min(lines, body.height - 1)), .share())
    // The cursor's line shows, however long the text.
    let before = Paragraph(Array(spans(tokens, selected).prefix(2 * selected + 1)))
      .lineCount(width: body.width, for: canvas.glyphs)
    shaded.draw(in: rows[0], from: max(0, before - lines), on: &canvas)
    drawTable(tokens, selected, in: rows[1], on: &canvas)
  }

  /// Mean, lowest and perplexity of the text.
  private static func summary(_ tokens: [TokenTrace.Token]) -> [Span] {
    let lowest = tokens.min { $0.logProbability < $1.logProbability }
    return [
      Span("mean log π ", .muted), Span(number(tokens.meanLogProbability), .text),
      Span(" · perplexity ", .muted),
      Span(Figures.share(tokens.perplexity), .text), Span(" · lowest ", .muted),
      Span(lowest.map { "\(name($0.piece)) \(Figures.share($0.probability))" } ?? "", .warning),
    ]
  }

  /// The text with every token shaded, and the one under the cursor in brackets.
  private func spans(
    _ tokens: [TokenTrace.Token], _ selected: Int
  ) -> [Span] {
    tokens.enumerated().flatMap { index, token -> [Span] in
      let style = Self.shade(token.probability)
      let shown = Self.shown(token.piece)
      // Pieces that bring their own blanks are put together as they are.
      let hasBlanks = tokens.contains { $0.piece.first == " " || $0.piece.last == " " }
      let gap = Span(hasBlanks ? "" : " ", .text)
      guard index == selected else { return [Span(shown, style), gap] }
      return [Span("[\(shown)]", style.bold.over(.selection)), gap]
    }
  }

  private func drawTable(
    _ tokens: [TokenTrace.Token], _ selected: Int, in area: Rect,
    on canvas: inout Canvas
  ) {
    let widest = tokens.map { TextWidth.columns(of: Self.shown($0.piece)) }.max() ?? 0
    let columns: [Table.Column] = [
      .init("", .fixed(3), .trailing), .init("token", .fixed(min(max(5, widest), 20))),
      .init("p", .fixed(5), .trailing), .init("log π", .fixed(7), .trailing), .init("", .share()),
    ]
    Table(columns, count: tokens.count) { row in
      let token = tokens[row]
      let style = Self.shade(token.probability)
      let share = token.probability.isFinite ? min(1, max(0, token.probability)) : 0
      let width = Int((share * 20).rounded())
      return [
        [Span("\(row + 1)", .muted)], [Span(Self.shown(token.piece), style)],
        [Span(Figures.share(token.probability), .text)],
        [Span(Self.number(token.logProbability), .muted)],
        [Span(String(repeating: "▇", count: width), .muted)],
      ]
    }.draw(
      in: area,
      state: SplitLayout.centred(selected, count: tokens.count, height: area.height - 1),
      on: &canvas)
  }

  /// The less likely, the warmer; and, for those without colours, underlined below a half and
  /// bold below a tenth.
  private static func shade(_ probability: Double) -> Style {
    guard probability.isFinite, probability < 0.9 else { return .text }
    // The upper half of the scale is too bright to read text on.
    let style = Style.text.over(heat: 0.27 + 0.22 * (1 - probability))
    if probability < 0.1 { return style.underlined.bold }
    return probability < 0.5 ? style.underlined : style
  }

  /// The end of a turn has no text; it shows as a sign.
  private static func shown(_ piece: String) -> String { piece.isEmpty ? "⏎" : piece }

  private static func name(_ piece: String) -> String {
    piece.isEmpty ? "the end" : "'\(piece)'"
  }

  private static func number(_ value: Double) -> String {
    guard value.isFinite else { return Figures.unknown }
    return (value < 0 ? "−" : "") + NumberText.fixed(value.magnitude, decimals: 3)
  }
}
