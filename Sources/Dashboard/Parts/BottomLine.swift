import RunModel
import TerminalUI

/// The bottom line: the views and the keys, or what is being typed, or a remark.
struct BottomLine {
  let state: DashboardState

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard !area.isEmpty else { return }
    switch state.prompt {
    case .command(let line): draw(line, in: area, on: &canvas)
    case .rename(let line, _): line.draw(prompt: " new name: ", in: area, on: &canvas)
    case .filter(let line, _):
      let room = area.width - TextWidth.columns(of: line.text) - 6
      let note = QueryNote.whileTyping(
        line.text, state, rows: state.rows.count, room: room)
      let used = canvas.write([note], in: area, aligned: .trailing)
      line.draw(prompt: " / ", in: area.inset(right: used), on: &canvas)
    case nil:
      if let notice = state.notice {
        let sign = notice.kind == .problem ? " ✗ " : " "
        canvas.write(
          sign + notice.text, in: area, as: notice.kind == .problem ? .bad : .accent)
      } else {
        StatusLine(left: tabs(width: area.width).flatMap { $0 }, right: hints(width: area.width))
          .draw(in: area, on: &canvas)
      }
    }
  }

  private func draw(_ line: InputLine, in area: Rect, on canvas: inout Canvas) {
    let note = candidates(for: line.text, room: area.width - TextWidth.columns(of: line.text) - 6)
    canvas.write(note, in: area, aligned: .trailing)
    line.draw(prompt: " :", in: area, on: &canvas)
  }

  /// What the line may become, as far as there is room; the one that Tab has put there stands out.
  private func candidates(for typed: String, room: Int) -> [Span] {
    let cycle = state.recall.cycle.flatMap { $0.line == typed ? $0 : nil }
    let all = cycle?.candidates ?? CommandLine.completions(of: typed, in: state)
    guard !typed.isEmpty, !all.isEmpty else { return [] }
    let words = all.map { $0.split(separator: " ").last.map(String.init) ?? $0 }
    // The list begins where Tab is, so that what comes next can be seen.
    let first = max(0, (cycle?.index ?? 0) - 1)
    var spans: [Span] = []
    var used = 0
    for (place, word) in words.enumerated().dropFirst(first) {
      let width = TextWidth.columns(of: word) + 2
      guard used + width + 2 <= room else {
        spans.append(Span("  …", .muted))
        break
      }
      used += width
      spans.append(Span("  " + word, place == cycle?.index ? .accent : .muted))
    }
    return spans + [Span(" ", .muted)]
  }

  /// Which views have their names.
  private enum Naming: CaseIterable {
    case all
    case current
    /// The same, and the digits of the others stand together.
    case close
    case none
  }

  /// The views with their keys; names as far as the keys that matter keep their words.
  private func tabs(width: Int) -> [[Span]] {
    let offered = offered
    let naming = Naming.allCases.first { naming in
      FooterKeys(found: offered, room: width - Self.columns(of: tabs(naming)) - 1)
        .isWhole(inBrief: naming != .all)
    }
    return tabs(naming ?? .none)
  }

  private func tabs(_ naming: Naming) -> [[Span]] {
    var isBehindBlankOrDigit = false
    return ViewCatalog.views.map { entry -> [Span] in
      let name = entry.view.id.name
      let isDigit = entry.key.isNumber
      // The current view's name has a blank behind it.
      defer { isBehindBlankOrDigit = isDigit }
      if entry.view.id == state.view {
        let words = naming == .none ? " \(entry.key) " : " \(entry.key) \(name) "
        return [Span(words, Style.selection.bold.over(.selection))]
      }
      let gap = naming == .close && isDigit && isBehindBlankOrDigit ? "" : " "
      return [Span("\(gap)\(entry.key)", .key), Span(naming == .all ? " \(name)" : "", .muted)]
    }
  }

  private static func columns(of tabs: [[Span]]) -> Int {
    tabs.joined().reduce(0) { $0 + TextWidth.columns(of: $1.text) }
  }

  /// The view whose name or key stands at a column of the line.
  func view(at column: Int) -> ViewID? {
    guard state.prompt == nil, state.notice == nil else { return nil }
    var end = 0
    for (spans, entry) in zip(tabs(width: state.screen.width), ViewCatalog.views) {
      end += spans.reduce(0) { $0 + TextWidth.columns(of: $1.text) }
      if column < end { return column >= 0 ? entry.view.id : nil }
    }
    return nil
  }

  private func hints(width: Int) -> [Span] {
    FooterKeys(found: offered, room: width - Self.columns(of: tabs(width: width)) - 1).spans
  }

  /// The keys that have a hint here, those first that no view can do without: help, since it names
  /// all the others, what says what one sees, and the ways on, in and out.
  private var offered: [FooterKeys.Entry] {
    let bindings = ViewCatalog.keys(of: state.currentView).bindings
    var seen: Set<Key> = []
    let entries = bindings.compactMap { binding -> (Action, FooterKeys.Entry)? in
      guard let key = binding.keys.first, !seen.contains(key) else { return nil }
      seen.formUnion(binding.keys)
      return hint(binding).map { (binding.action, FooterKeys.Entry(key: key.symbol, hint: $0)) }
    }
    let first = Self.essential.compactMap { action in entries.first { $0.0 == action } }
    return first.map { FooterKeys.Entry(key: $0.1.key, hint: $0.1.hint, isEssential: true) }
      + entries.filter { !Self.essential.contains($0.0) }.map(\.1)
  }

  private static let essential: [Action] = [
    .program(.help), .program(.explain), .move(.nextPane), .move(.enter), .run(.pauseOrResume),
    .replay(.play), .program(.quit),
  ]

  /// The views whose rows a filter chooses from.
  private static let filtered: [ViewID] = [.episodes, .reflections, .memory, .log, .scalars, .runs]

  /// Whether the list that the view is about has no row to do anything with.
  private var hasNothing: Bool {
    let lists: [ViewID] = [.episodes, .reflections, .memory, .transitions]
    return lists.contains(state.view) && state.place.filter.isEmpty && state.rows.count == 0
  }

  /// Space resumes a run that waits, and says so.
  private func hint(_ binding: KeyBinding<Action>) -> String? {
    switch binding.action {
    case .replay where hasNothing, .move(.enter) where hasNothing: return nil
    case .find(.compare) where state.view == .compare && state.armRuns.count < 2: return nil
    case .replay(.play): return state.place.isPlaying ? "stop" : "play"
    case .run(.pauseOrResume):
      guard state.isLive else { return state.isOver ? "what next" : nil }
      return state.engine == .paused ? "resume" : "pause"
    case .run(.runPhase): return state.isLive ? binding.hint : nil
    case .run(.runFreely):
      guard state.isLive else { return nil }
      return state.paceInForce == .free ? "slow" : "free"
    case .find(.openFilter): return Self.filtered.contains(state.view) ? binding.hint : nil
    case .program(.alarms): return state.alarms.isEmpty ? nil : binding.hint
    case .move(.nextPane):
      guard state.currentView.panes > 1 else { return nil }
      guard state.view == .reflections, state.place.arrangement == .list else {
        return binding.hint
      }
      return ["text, measures", "measures", "list"][min(max(0, state.place.pane), 2)]
    default: return binding.hint
    }
  }
}
