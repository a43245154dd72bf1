import RunModel
import TerminalUI

extension DashboardState {
  /// The picture of the whole screen.
  package func draw(glyphs: GlyphSet = .braille) -> Canvas {
    var canvas = Canvas(width: screen.width, height: screen.height, glyphs: glyphs)
    var prepared = self
    prepared.prepareToDraw()
    prepared.draw(on: &canvas)
    return canvas
  }

  /// The views of which a report keeps what they show.
  private static let kept: [ViewID] = [.overview, .compare, .runs]

  package func draw(on canvas: inout Canvas) {
    let area = canvas.bounds
    // Where two lines are all there is, what matters is whether it runs.
    guard area.height >= 4 else { return TitleLine(state: self).draw(in: area, on: &canvas) }
    let rows = area.rows(.fixed(1), .share(), .fixed(1))
    TitleLine(state: self).draw(in: rows[0], on: &canvas)
    if run.isExcerpt, !Self.kept.contains(view) {
      let inside = Frame(view.name, note: "a run of a report").draw(in: rows[1], on: &canvas)
      Paragraph(ExcerptWords.all, .muted).draw(in: inside.inset(left: 1, right: 1), on: &canvas)
    } else {
      currentView.draw(self, in: rows[1], on: &canvas)
    }
    BottomLine(state: self).draw(in: rows[2], on: &canvas)
    if let notice, prompt == nil { LongNotice(notice: notice).draw(over: area, on: &canvas) }
    switch popup {
    case .help(let scroll): HelpPopup(state: self, scroll: scroll).draw(in: rows[1], on: &canvas)
    case .explanation(let entries, let scroll):
      TextPopup(title: "what this is", spans: entries.flatMap(\.spans), scroll: scroll)
        .draw(in: rows[1], on: &canvas)
    case .legend(let scroll):
      TextPopup(
        title: "signs of \(view.name)", spans: LegendText(state: self).spans, scroll: scroll
      ).draw(in: rows[1], on: &canvas)
    case .alarms(let choice):
      AlarmPopup(state: self, choice: choice).draw(in: rows[1], on: &canvas)
    case .quit(let choice): QuitPopup(choice: choice).draw(in: rows[1], on: &canvas)
    case .delete(let entries): DeletePopup(entries: entries).draw(in: rows[1], on: &canvas)
    case .ending(let choice):
      EndingPopup(state: self, choice: choice).draw(in: rows[1], on: &canvas)
    case .editor(let editor):
      EditorPopup(state: self, editor: editor).draw(in: rows[1], on: &canvas)
    case .branch(let result):
      BranchPopup(state: self, result: result).draw(in: rows[1], on: &canvas)
    case nil: break
    }
  }
}
