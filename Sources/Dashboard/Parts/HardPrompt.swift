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
    let episode: Int
    let isRescued: Bool
  }

  /// Looks for them among records of episodes, of which each group's stand together.
  static func places(in run: RunState, _ places: Range<Int>) -> [Place] {
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
      if let prompt = HardPrompt(of: run, start..<end) {
        found.append(
          Place(
            first: start, count: end - start, episode: prompt.episode,
            isRescued: prompt.isRescued))
      }
      start = end
    }
    return found
  }

  /// `nil` where a first attempt succeeded, or there are too few to say.
  init?(of run: RunState, _ places: Range<Int>) {
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
    return HardPrompt(of: run, place.first..<place.first + place.count)
  }
}
