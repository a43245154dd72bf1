import RunModel

/// What second attempts made of first ones in the steps that are over, and which prompts nobody
/// solved at first: kept beside a run as it grows, because a long one has too many steps and
/// episodes to look at all of them for a picture.
struct TransitionStory: Sendable {
  /// Steps that are added up together.
  private static let block = 64

  /// Whole blocks of closed steps, from the first step on.
  private var blocks: [TransitionSpan] = []
  private var hard: [HardPrompt.Place] = []
  /// Episodes that were looked at, of closed steps only.
  private var seen = 0

  /// Looks at what has come since the last time.
  mutating func read(_ run: RunState) {
    // Steps that change after their end are looked at anew each time.
    guard run.hasSteadySteps else { return self = TransitionStory() }
    let steps = run.steps
    while (blocks.count + 1) * Self.block <= run.stepsThatAreOver {
      let start = blocks.count * Self.block
      blocks.append(TransitionSpan(steps[start..<start + Self.block]))
    }
    let end = run.placesOfClosedSteps
    guard seen < end else { return }
    hard += HardPrompt.places(in: run, seen..<end)
    seen = end
  }

  /// All closed steps of a run, or of an earlier moment of it, cut into so many spans at most.
  func spans(of run: RunState, atMost limit: Int) -> [TransitionSpan] {
    let closed = run.steps.filter(by: \.isClosed, below: limit * Self.block)
    if let closed { return Self.spans(closed.map { TransitionSpan([$0]) }, atMost: limit) }
    let whole = run.hasSteadySteps ? min(blocks.count, run.stepsThatAreOver / Self.block) : 0
    let rest = run.steps[(whole * Self.block)...].filter(\.isClosed)
    var parts = Array(blocks[..<whole])
    for start in stride(from: rest.startIndex, to: rest.endIndex, by: Self.block) {
      parts.append(TransitionSpan(rest[start..<min(start + Self.block, rest.endIndex)]))
    }
    return Self.spans(parts, atMost: limit)
  }

  /// The prompts of a run, or of an earlier moment of it, that no first attempt solved.
  func hardPrompts(of run: RunState) -> HardPrompts {
    let end = run.hasSteadySteps ? min(seen, run.placesOfClosedSteps) : 0
    var (low, high) = (0, hard.count)
    while low < high {
      let middle = (low + high) / 2
      if hard[middle].first < end { low = middle + 1 } else { high = middle }
    }
    return HardPrompts(
      places: hard[..<low] + HardPrompt.places(in: run, end..<run.episodes.count), run: run)
  }

  private static func spans(_ parts: [TransitionSpan], atMost limit: Int) -> [TransitionSpan] {
    let size = max(1, (parts.count + limit - 1) / limit)
    return stride(from: 0, to: parts.count, by: size).map { start in
      parts[start + 1..<min(start + size, parts.count)].reduce(parts[start]) { $0.joined($1) }
    }
  }
}

extension RunState {
  /// How many steps come up to the latest that is over.
  fileprivate var stepsThatAreOver: Int { (steps.lastIndex(where: isOver) ?? -1) + 1 }

  /// Where the records of steps end that are over.
  fileprivate var placesOfClosedSteps: Int {
    guard let last = steps.last(where: isOver) else { return 0 }
    return episodes.places(ofStep: last.step).upperBound
  }
}

extension Collection {
  /// Those elements of a collection that holds, where it is no larger than a limit.
  fileprivate func filter(by holds: (Element) -> Bool, below limit: Int) -> [Element]? {
    count < limit ? filter(holds) : nil
  }
}
