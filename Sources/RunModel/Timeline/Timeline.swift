/// A run over time: its state now, and at any earlier moment.
///
/// Looking back costs a copy of a snapshot and a few events. Snapshots share with each other what
/// did not change between them, and hold no words: these come from the latest state, cut down to
/// what had happened.
package struct Timeline: Sendable, Equatable {
  /// Runs of so many steps have a snapshot of each.
  private static let exactLimit = 512
  /// How many snapshots of a longer run are kept before every second one goes: fewer, so that
  /// nothing that comes later takes more memory than such a run at its end.
  private static let snapshotLimit = 256
  /// Snapshots this many updates apart have no latest memory entries in common any more, so that
  /// each packs its own.
  private static let farStride = 16
  /// After so many more snapshots a chunk of steps is full, and theirs is the beginning of it.
  private static let unshared = 64
  /// How many of the latest events are kept to look back to exactly.
  private static let eventsKept = 2048
  /// How many more may pile up before the oldest go, so that few are moved for each.
  private static let slack = 2048

  /// All events so far, folded.
  private var folded: RunState
  /// The same where the steps under way count as far as they are written; see `stand`.
  private var standing: RunState?
  /// Events that there were when somebody looked last at a step too large to stand each time.
  private var seen = 0
  /// Episodes of a step under way that are looked through again for every picture.
  private static let standingLimit = 10_000
  private(set) var snapshots: [RunState]
  /// The latest events.
  var events: [PlacedDigest] = []
  /// A snapshot is taken after so many updates.
  private(set) var stride = 1
  /// Updates since the latest snapshot.
  private(set) var updates = 0
  /// The latest moment between two training steps, up to which a history can be kept.
  private(set) var resting: RunState?
  /// Updates before it.
  private(set) var restingUpdates = 0
  /// Such a moment is kept once so many events have come since the one before: whatever is kept of
  /// the latest state is copied when that changes.
  private static let restStride = 512

  /// The store is where it keeps what does not change any more, instead of in memory.
  package init(threshold: Double = 1, store: (any PackedStore)? = nil) {
    folded = RunState(threshold: threshold)
    snapshots = [folded]
    keep(in: store)
  }

  /// The state now.
  package var latest: RunState { standing ?? folded }

  /// Keeps from now on in a store what does not change any more.
  package mutating func keep(in store: (any PackedStore)?) { folded.keep(in: store) }

  /// Has the steps under way counted as far as they are written, where nothing says when a step of
  /// that trainer's is over: to be called before somebody looks, and undone by the next event.
  ///
  /// A step of very many episodes stands when nothing has come between two looks: it would take
  /// longer for every picture, the larger it grows.
  package mutating func stand() {
    guard standing == nil, folded.hasStepsToStand else { return }
    let rests = seen == eventCount
    seen = eventCount
    guard rests || folded.episodesUnderWay <= Self.standingLimit else { return }
    standing = folded.asItStands
  }

  init(resting: RunState, snapshots: [RunState], stride: Int, updates: Int) {
    folded = resting
    folded.episodes.learnMeanings()
    self.resting = resting
    (self.snapshots, self.stride, self.updates) = (snapshots, stride, updates)
    for place in self.snapshots.indices { self.snapshots[place].share(with: resting) }
    restingUpdates = self.updates(at: snapshots.count - 1) + updates
  }

  package var eventCount: Int { folded.eventCount }

  /// Takes the next event of the run.
  ///
  /// `offset` is where its line begins in the log.
  package mutating func append(_ event: LoggedEvent, offset: Int? = nil) {
    let digest = EventDigest(event.event, legend: folded.start?.legend ?? [])
    append(PlacedDigest(digest, time: event.time, offset: offset))
    folded.keepWords(of: event, number: eventCount - 1)
  }

  /// Takes the next event of the run, whose words are not kept.
  package mutating func append(_ placed: PlacedDigest) {
    standing = nil
    folded.apply(placed)
    events.append(placed)
    if events.count >= Self.eventsKept + Self.slack { events.removeFirst(Self.slack) }
    guard case .other(.update) = placed.digest else { return }
    updates += 1
    if updates >= stride {
      updates = 0
      takeSnapshot()
    }
    keepRest()
  }

  /// Keeps the moment if it is between two steps and the one that is kept is long ago.
  private mutating func keepRest() {
    // A history that is kept beside the log has no numbers of this kind.
    guard folded.isBetweenSteps, folded.scalars.isEmpty else {
      resting = nil
      return
    }
    if let resting, eventCount - resting.eventCount < Self.restStride { return }
    resting = folded.withoutTexts
    restingUpdates = updates(at: snapshots.count - 1) + updates
  }

  /// Updates before a snapshot: the first is the beginning, and the others are equally far apart.
  func updates(at snapshot: Int) -> Int { snapshot * stride }

  /// Keeps the words of an event that was taken without them.
  ///
  /// `number` counts the events of the run from 0.
  package mutating func keepWords(of event: LoggedEvent, number: Int) {
    folded.keepWords(of: event, number: number)
    standing?.keepWords(of: event, number: number)
  }

  private mutating func takeSnapshot() {
    snapshots.append(folded.withoutRetold)
    let firstKept = eventCount - events.count
    for place in snapshots.indices.suffix(Self.unshared) { snapshots[place].share(with: folded) }
    for place in snapshots.indices.reversed() where snapshots[place].eventCount < firstKept {
      // Nothing goes on from there any more; those before it were cut down before.
      let isCut = snapshots[place].isToLookAt
      if isCut { break }
      snapshots[place] = snapshots[place].toLookAt
      if stride >= Self.farStride { snapshots[place].packMemory() }
    }
    let isExact = stride == 1
    guard snapshots.count > (isExact ? Self.exactLimit : Self.snapshotLimit) else { return }
    let kept = isExact ? 4 : 2
    // The first is the beginning of the run and always stays.
    snapshots = snapshots.enumerated().filter { $0.offset % kept == 0 }.map(\.element)
    stride *= kept
    if stride == Self.farStride {
      for place in snapshots.indices { snapshots[place].packMemory() }
    }
  }

  /// The state at a place.
  ///
  /// Exact among the latest events and where a snapshot was taken, which is at every training
  /// step of a run of up to 512; in between and further back it is the snapshot before.
  package func state(at playhead: Playhead) -> RunState {
    guard case .after(let wanted) = playhead, wanted < eventCount else { return latest }
    var state = snapshots[place { $0.eventCount <= max(0, wanted) }]
    let firstKept = eventCount - events.count
    if state.eventCount >= firstKept {
      for number in state.eventCount..<max(wanted, state.eventCount) {
        state.apply(events[number - firstKept])
      }
    }
    state.recent = folded.recent
    state.scalars = folded.scalars.known(to: state.eventCount)
    return state.hasStepsToStand ? state.asItStands : state
  }

  /// The playhead after the update of a training step, or of the nearest before it that is kept.
  ///
  /// Steps ascend with the snapshots.
  package func playhead(atStep step: Int) -> Playhead {
    .after(events: snapshots[place { $0.stepsDone <= step }].eventCount)
  }

  /// The playhead one kept training step earlier, or `nil` at the beginning.
  package func playhead(before playhead: Playhead) -> Playhead? {
    let now = events(before: playhead)
    let count = snapshots[place { $0.eventCount < now }].eventCount
    return 0 < count && count < now ? .after(events: count) : nil
  }

  /// The playhead one kept training step later; following, after the last.
  package func playhead(after playhead: Playhead) -> Playhead {
    guard case .after(let now) = playhead else { return .following }
    let next = place { $0.eventCount <= now } + 1
    return next < snapshots.count ? .after(events: snapshots[next].eventCount) : .following
  }

  private func events(before playhead: Playhead) -> Int {
    guard case .after(let count) = playhead else { return eventCount }
    return count
  }

  /// The last snapshot that is early enough, by binary search; the first is before everything.
  private func place(of isEarly: (RunState) -> Bool) -> Int {
    var low = 0
    var high = snapshots.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if isEarly(snapshots[middle]) { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
