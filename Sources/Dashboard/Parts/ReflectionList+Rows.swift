import RunModel

/// Which reflections the list has, in which order.
extension ReflectionList {
  /// One for each text, unless somebody wants them one by one; below an opened text the others of
  /// its words.
  static func rows(of state: DashboardState) -> Rows {
    let numbers = state.place.isUnfolded ? unfolded(state) : folded(state)
    return rows(numbers, of: state)
  }

  /// Rows that were found before; one that is folded away stands where its text does.
  static func rows(_ numbers: [Int], of state: DashboardState) -> Rows {
    Rows(numbers) { number in
      if let place = numbers.firstIndex(of: number) { return place }
      guard let words = state.run.episodes[number]?.reflection?.words else { return nil }
      return state.textGroups[words].flatMap { numbers.firstIndex(of: $0.lastEpisode) }
    }
  }

  static func row(_ number: Int, _ state: DashboardState) -> ReflectionRow? {
    guard let record = state.run.episodes[number] else { return nil }
    let group = record.reflection.flatMap { state.textGroups[$0.words] }
    let standsForAll = !state.place.isUnfolded && group?.lastEpisode == number
    return ReflectionRow(record: record, group: standsForAll ? group : nil)
  }

  private static func unfolded(_ state: DashboardState) -> [Int] {
    let all = EpisodesView.rows(of: state, filter: state.place.filter) { $0.reflection != nil }
    return sorted(all.list ?? [], state)
  }

  private static func folded(_ state: DashboardState) -> [Int] {
    let groups = state.textGroups.groups
    let numbers = sorted(groups.map(\.lastEpisode), state)
    guard let opened = state.place.opened,
      let place = numbers.firstIndex(where: { state.key(ofEpisode: $0) == opened })
    else { return numbers }
    let others = unfolded(state).filter {
      $0 != numbers[place] && state.key(ofEpisode: $0) == opened
    }
    return numbers[...place] + others + numbers[(place + 1)...]
  }

  private static func sorted(_ numbers: [Int], _ state: DashboardState) -> [Int] {
    let sort = ReflectionSort(rawValue: state.place.sort) ?? .step
    if sort == .step { return state.place.isReversed ? numbers.reversed() : numbers }
    return numbers.compactMap { row($0, state) }
      .sorted { sort.sorts($0, before: $1, isReversed: state.place.isReversed) }
      .map(\.record.id)
  }
}

extension DashboardState {
  /// Tells the words of an episode's reflection from others, as a place keeps them.
  func key(ofEpisode episode: Int) -> Int? {
    run.episodes[episode]?.reflection.map { Int(truncatingIfNeeded: $0.words) }
  }
}
