import RunModel
import TerminalUI

extension ReflectionsView {
  static let keys: [KeyBinding<Action>] = [
    KeyBinding(
      [.character(" ")], "play", .replay(.play),
      "play the pair; outside of 2 and 3: pause", hint: "play",
      group: "Reflections"),
    KeyBinding(
      [.character("m")], "meanings", .find(.arrange(.meanings)),
      "group what means the same, or one by one again", hint: "meanings",
      group: "Reflections"),
    KeyBinding(
      [.character("u")], "unfold", .find(.unfold),
      "all of the selected words (×), or one row for them again", group: "Reflections"),
    KeyBinding(
      [.character("U")], "unfold-all", .find(.unfoldAll),
      "every reflection in a row of its own, or one for each text", group: "Reflections"),
    KeyBinding(
      [.character("c")], "claims", .find(.arrange(.claims)),
      "claims by steps: who believed what when", hint: "claims",
      group: "Reflections"),
    KeyBinding(
      [.character("d")], "against", .find(.compare),
      "hold the other meanings against this one", group: "Reflections"),
    KeyBinding(
      [.character("!")], "leak", .find(.only("leak")),
      "only what gives a route or the answer, or all", group: "Reflections"),
    KeyBinding(
      [.character("~")], "vague", .find(.only("vague")),
      "only what has no rule of the world, or all", group: "Reflections"),
    KeyBinding(
      [.character("X")], "false", .find(.only("false")),
      "only what makes a false claim (≠), or all", group: "Reflections"),
    KeyBinding(
      [.character("s")], "sort", .find(.nextSort), "sort by the next column", hint: "sort",
      group: "Reflections"),
    KeyBinding(
      [.character("S")], "reverse", .find(.reverseSort), "sort the other way round",
      group: "Reflections"),
  ]

  func intents(of action: Action, in state: DashboardState) -> [Intent]? {
    switch action {
    case .find(.nextSort): return sort(state)
    case .find(.reverseSort): return reverse(state)
    case .find(.arrange(let wanted)): return arrange(wanted, state)
    case .find(.compare): return compare(state)
    case .find(.unfold): return unfold(state)
    case .find(.unfoldAll): return unfoldAll(state)
    case .move(.back) where state.place.pane == 0 && state.place.opened != nil:
      return unfold(nil, state)
    case .move(.sideways(let count)) where state.place.pane == 2:
      return moveCursor(by: count, state)
    case .move(.sideways(let count)) where isGrid(state): return moveColumn(by: count, state)
    case .move(.enter): return enter(state)
    case .replay(.play): return play(state)
    default: return nil
    }
  }

  private func isGrid(_ state: DashboardState) -> Bool {
    state.place.arrangement == .claims && state.place.pane == 0
  }

  // MARK: - Order

  private func sort(_ state: DashboardState) -> [Intent] {
    var place = state.place
    let title: String
    switch place.arrangement {
    case .list:
      place.sort = (place.sort + 1) % ReflectionSort.allCases.count
      title = ReflectionSort(rawValue: place.sort)?.title ?? ""
    case .meanings:
      place.sort = (place.sort + 1) % MeaningSort.allCases.count
      title = MeaningSort(rawValue: place.sort)?.title ?? ""
    case .claims: return [.say("the commonest claim stands first")]
    }
    return [.place(place), .say("sorted by \(title)")]
  }

  private func reverse(_ state: DashboardState) -> [Intent] {
    var place = state.place
    guard place.arrangement != .claims else {
      return [.say("the commonest claim stands first")]
    }
    place.isReversed.toggle()
    return [.place(place)]
  }

  // MARK: - The same words

  /// Shows all reflections of the selected words, or one row for them again.
  private func unfold(_ state: DashboardState) -> [Intent] {
    guard state.place.arrangement == .list, !state.place.isUnfolded else {
      return [.say("every row stands for itself; u opens rows of the same words in the list")]
    }
    guard let episode = episode(of: state), let record = state.run.episodes[episode],
      let reflection = record.reflection, let group = state.textGroups[reflection.words]
    else { return [.say("no reflection is selected")] }
    guard group.count > 1 else { return [.say("these words were written once")] }
    let key = state.key(ofEpisode: episode)
    return unfold(state.place.opened == key ? nil : key, state)
      + [.select(row: group.lastEpisode)]
  }

  private func unfold(_ key: Int?, _ state: DashboardState) -> [Intent] {
    var place = state.place
    place.opened = key
    return [.place(place)]
  }

  private func unfoldAll(_ state: DashboardState) -> [Intent] {
    guard state.place.arrangement == .list else {
      return [.say("m and c go back to the list, where u and U fold the same words")]
    }
    var place = state.place
    place.isUnfolded.toggle()
    (place.opened, place.top) = (nil, nil)
    return [
      .place(place),
      .say(place.isUnfolded ? "every reflection in a row of its own" : "one row for each text"),
    ]
  }

  // MARK: - Arrangements

  /// The same reflections in another arrangement, or in the list again; what is selected stays.
  private func arrange(_ wanted: ReflectionArrangement, _ state: DashboardState) -> [Intent] {
    var next = state
    next.place.arrangement = state.place.arrangement == wanted ? .list : wanted
    (next.place.sort, next.place.isReversed, next.place.top) = (0, false, nil)
    (next.place.pane, next.place.scroll, next.place.scrolls) = (0, 0, [:])
    let episode = episode(of: state)
    let record = episode.flatMap { state.run.episodes[$0] }
    switch next.place.arrangement {
    case .list:
      next.place.selection = episode.map { .row($0) } ?? .latest
      return [.place(next.place), .say("one by one")]
    case .meanings:
      let groups = next.meaningGroups
      let number = record.map { MeaningGroup.number(of: $0.reflection?.meaning) }
      let first = number ?? groups.groups.first?.number
      next.place.selection = first.map { .row($0) } ?? .latest
      let kinds = groups.groups.count == 1 ? "1 meaning" : "\(groups.groups.count) meanings"
      return [.place(next.place), .say("\(kinds) in \(Figures.count(groups.count)) reflections")]
    case .claims:
      next.place.selection = next.claimGrid.rows.first.map { .row($0.number) } ?? .latest
      return [.place(next.place), .say("who believed what when; c goes back")]
    }
  }

  /// The selected meaning becomes what the others are held against, or the commonest does again.
  private func compare(_ state: DashboardState) -> [Intent] {
    guard state.place.arrangement == .meanings, let group = group(of: state) else {
      return [.say("m groups reflections by what they mean; then d holds them against one")]
    }
    var place = state.place
    place.compared = place.compared == group.number ? nil : group.number
    let name = place.compared == nil ? "the commonest" : "this one"
    return [.place(place), .say("the others are held against \(name)")]
  }

  // MARK: - Going in

  private func enter(_ state: DashboardState) -> [Intent]? {
    switch (state.place.pane, state.place.arrangement) {
    case (2, _):
      guard let step = state.place.cursor else {
        return [.say("i explains the measure; h l move a cursor to a step, which Enter shows")]
      }
      return [.drill(into: .episodes, at: ViewPlace(filter: "step:\(step)"))]
    case (1, .list), (1, .claims):
      guard let episode = episode(of: state) else { return nil }
      return [.drill(into: .episodes, at: pair(episode, state))]
    case (_, .meanings): return enterMeaning(state)
    case (_, .claims): return enterCell(state)
    case (_, .list): return nil
    }
  }

  /// The pair of what is selected, from its first turn on; Esc comes back here.
  private func play(_ state: DashboardState) -> [Intent] {
    guard let episode = episode(of: state) else { return [.say("no reflection is selected")] }
    return [.drill(into: .episodes, at: pair(episode, state)), .play]
  }

  private func pair(_ episode: Int, _ state: DashboardState) -> ViewPlace {
    var pair = ViewPlace(at: episode)
    // Who goes on from here goes on among what was searched for.
    pair.filter = state.place.filter
    pair.pane = EpisodesView.Pane.pair.rawValue
    return pair
  }

  /// The reflections that mean what is selected.
  private func enterMeaning(_ state: DashboardState) -> [Intent] {
    guard let group = group(of: state) else { return [] }
    let code = EpisodeRecord.Reflection.code(of: group.meaning)
    return drill("meaning:\(code)", state)
  }

  /// The reflections that are counted in the cell under the cursor.
  private func enterCell(_ state: DashboardState) -> [Intent] {
    let grid = state.claimGrid
    guard let cursor = ClaimGridPanel.cursor(of: state, in: grid) else { return [] }
    guard cursor.row.cells[cursor.column].count > 0 else {
      return [.say(ClaimGridPanel.sentence(cursor.row, cursor.column, in: grid))]
    }
    let steps = grid.columns[cursor.column].steps
    let name = cursor.row.proposition.name.replacing("\"", with: "\\\"")
    return drill("step:\(steps.lowerBound)..\(steps.upperBound) claim:\"\(name)\"", state)
  }

  /// One by one, of those that the filter leaves; Esc comes back.
  private func drill(_ words: String, _ state: DashboardState) -> [Intent] {
    let filter = state.place.filter
    let rest = filter.isEmpty ? "" : filter.contains(" or ") ? " (\(filter))" : " \(filter)"
    return [.drill(into: .reflections, at: ViewPlace(filter: words + rest))]
  }

  // MARK: - Steps

  private func moveColumn(by count: Int, _ state: DashboardState) -> [Intent] {
    let grid = state.claimGrid
    guard let cursor = ClaimGridPanel.cursor(of: state, in: grid) else { return [] }
    var place = state.place
    let column = min(max(0, cursor.column + count), grid.columns.count - 1)
    place.cursor = grid.columns[column].steps.lowerBound
    return [.place(place)]
  }

  /// Along the curves, whose step Enter goes to.
  private func moveCursor(by count: Int, _ state: DashboardState) -> [Intent] {
    let steps = state.run.steps
    guard let last = steps.last else { return [] }
    var place = state.place
    let index = steps.lastIndex { $0.step <= place.cursor ?? last.step } ?? 0
    place.cursor = steps[min(max(0, index + count), steps.count - 1)].step
    return [.place(place)]
  }
}
