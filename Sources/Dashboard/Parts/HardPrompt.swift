import RunModel

/// A prompt whose first attempts all failed.
///
/// Prompts are drawn anew in most runs, so a failure persists over a prompt's rollouts.
struct HardPrompt {
  /// Its first episode.
  var episode: Int
  var step: Int
  var task: String
  var failures: Int
  var retries: Int
  var rescues: Int

  var isRescued: Bool { rescues > 0 }

  /// Where the records of such a prompt lie, and what a list of them needs.
  struct Place: Sendable {
    let first: Int
    let count: Int
    /// The records behind the first, where they do not follow it one by one.
    let scattered: [Int]?
    let episode: Int
    let isRescued: Bool

    fileprivate var records: [Int] {
      [first] + (scattered ?? Array(first + 1..<first + count))
    }
  }

  /// Looks for them among records of episodes.
  static func places(in run: RunState, _ places: Range<Int>) -> [Place] {
    // Ours write a group's episodes one behind the other.
    run.start?.format == nil ? neighbours(in: run, places) : scattered(in: run, places)
  }

  private struct Prompt: Hashable {
    let step: Int
    let group: Int
  }

  private static func scattered(in run: RunState, _ places: Range<Int>) -> [Place] {
    var members: [Prompt: [Int]] = [:]
    for place in places {
      let record = run.episodes.records[place]
      members[Prompt(step: record.step, group: record.group), default: []].append(place)
    }
    let groups = members.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    return groups.compactMap { group in
      HardPrompt(of: run, group).map {
        Place(
          first: group[0], count: group.count, scattered: Array(group.dropFirst()),
          episode: $0.episode, isRescued: $0.isRescued)
      }
    }
  }

  private static func neighbours(in run: RunState, _ places: Range<Int>) -> [Place] {
    let records = run.episodes.records
    var found: [Place] = []
    var start = places.lowerBound
    while start < places.upperBound {
      let head = records[start]
      var end = start + 1
      while end < places.upperBound, case let next = records[end],
        next.group == head.group, next.step == head.step
      {
        end += 1
      }
      if let prompt = HardPrompt(of: run, Array(start..<end)) {
        found.append(
          Place(
            first: start, count: end - start, scattered: nil, episode: prompt.episode,
            isRescued: prompt.isRescued))
      }
      start = end
    }
    return found
  }

  /// `nil` where a first attempt succeeded, or there are too few to say.
  init?(of run: RunState, _ places: [Int]) {
    let group = places.map { run.episodes.records[$0] }
    guard let head = group.first else { return nil }
    let threshold = run.threshold(of: head)
    let firsts = group.compactMap { $0.first?.reward }
    guard firsts.count > 1, firsts.allSatisfy({ $0 < threshold }) else { return nil }
    let seconds = group.compactMap { $0.second?.reward }
    episode = head.id
    step = head.step
    task = head.task
    failures = firsts.count
    retries = seconds.count
    rescues = seconds.count { $0 >= threshold }
  }
}

/// Those of a run, of which a screen looks at a few.
struct HardPrompts {
  let places: ArraySlice<HardPrompt.Place>
  let run: RunState

  var count: Int { places.count }
  var rescued: Int { places.count(where: \.isRescued) }
  var episodes: [Int] { places.map(\.episode) }

  subscript(row: Int) -> HardPrompt? {
    let place = places[places.startIndex + row]
    return HardPrompt(of: run, place.records)
  }
}
