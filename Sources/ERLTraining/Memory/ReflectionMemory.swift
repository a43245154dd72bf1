import RLCore
import RunModel

/// What second attempts say about the reflection that they were told.
package struct MemoryOutcome: Sendable {
  package var text: String
  package var episode: Int
  /// Which place of the step's rollouts, for the memory that each place has of its own.
  package var worker: Int
  /// What the second attempts earned that were told it, mean: a reflection succeeded where its mean
  /// reaches the threshold.
  package var reward: Double
  /// What the text says, whatever its words; `nil` where nobody can tell.
  package var meaning: String?

  package init(
    text: String, meaning: String? = nil, episode: Int, worker: Int, reward: Double
  ) {
    self.text = text
    self.meaning = meaning
    self.episode = episode
    self.worker = worker
    self.reward = reward
  }
}

/// The cross-episode reflection memory `m`.
///
/// All reflections of a step start from the memory as it was when the step began; what they
/// achieved is told afterwards, in a fixed order.
package struct ReflectionMemory: Codable, Equatable, Sendable {
  /// By worker; every other kind of memory keeps its entries at place 0.
  var entries: [Int: [MemoryEntry]] = [:]
  private var nextID = 1

  package init() {}

  /// The entry that a reflection starts from, or `nil` while there is none.
  package func entry(for worker: Int, kind: ERLOptions.Memory) -> MemoryEntry? {
    switch kind {
    case .none: nil
    case .slot: entries[0]?.first
    case .perWorker: entries[worker]?.first
    case .bank: entries[0]?.max { ($0.record, $1.id) < ($1.record, $0.id) }
    }
  }

  /// Learns how a step's reflections did.
  ///
  /// - Parameters:
  ///   - outcomes: the step's second attempts, in order.
  ///   - kind: how memory is kept.
  ///   - threshold: τ; a reflection whose second attempts reached it in the mean is stored (`r2 ≥ τ`: the paper
  ///     writes `>`, which with rewards of at most τ would never store anything).
  ///   - step: the training step, for the record.
  /// - Returns: what changed.
  package mutating func learn(
    from outcomes: [MemoryOutcome], kind: ERLOptions.Memory, threshold: Double, step: Int
  ) -> [MemoryChange] {
    switch kind {
    case .none: []
    case .slot: overwrite(with: outcomes, worker: { _ in 0 }, threshold: threshold, step: step)
    case .perWorker:
      overwrite(with: outcomes, worker: \.worker, threshold: threshold, step: step)
    case .bank(let capacity):
      keepBest(of: outcomes, capacity: capacity, threshold: threshold, step: step)
    }
  }

  /// The paper's memory: the latest success overwrites the one before.
  private mutating func overwrite(
    with outcomes: [MemoryOutcome], worker: (MemoryOutcome) -> Int, threshold: Double, step: Int
  ) -> [MemoryChange] {
    var latest: [Int: MemoryOutcome] = [:]
    for outcome in outcomes where outcome.reward >= threshold && !outcome.text.isEmpty {
      latest[worker(outcome)] = outcome
    }
    var changes: [MemoryChange] = []
    for (place, outcome) in latest.sorted(by: { $0.key < $1.key }) {
      let old = entries[place]?.first
      guard old?.text != outcome.text, old?.isPinned != true else { continue }
      let entry = store(outcome)
      entries[place] = [entry]
      changes.append(
        MemoryChange(
          step: step, change: old == nil ? .stored : .replaced, id: entry.id,
          episode: entry.episode, text: entry.text,
          why: old.map { .latestSuccess(replaces: $0.id) } ?? .firstSuccess))
    }
    return changes
  }

  /// Several entries, of which those with the best record stay.
  ///
  /// What says the same in other words is the same entry: with the words alone hardly any would be
  /// told twice, and a record of one use says nothing. The words stay those that it came with.
  private mutating func keepBest(
    of outcomes: [MemoryOutcome], capacity: Int, threshold: Double, step: Int
  ) -> [MemoryChange] {
    var bank = entries[0] ?? []
    var changes: [MemoryChange] = []
    for index in bank.indices {
      bank[index].uses *= Self.decay
      bank[index].wins *= Self.decay
    }
    for outcome in outcomes where !outcome.text.isEmpty {
      let won = outcome.reward >= threshold
      if let index = bank.firstIndex(where: { $0.says(outcome.text, meaning: outcome.meaning) }) {
        bank[index].uses += 1
        bank[index].wins += won ? 1 : 0
      } else if won {
        let entry = store(outcome)
        bank.append(entry)
        changes.append(
          MemoryChange(
            step: step, change: .stored, id: entry.id, episode: entry.episode, text: entry.text,
            why: .succeeded))
      }
    }
    bank.sort { ($0.record, $1.id) > ($1.record, $0.id) }
    let room = max(capacity, 1) - bank.count(where: \.isPinned)
    let leaving = Set(bank.filter { !$0.isPinned }.dropFirst(max(room, 0)).map(\.id))
    for entry in bank where leaving.contains(entry.id) {
      changes.append(
        MemoryChange(
          step: step, change: .evicted, id: entry.id, episode: entry.episode, text: entry.text,
          why: .lost(capacity: capacity)))
    }
    entries[0] = bank.filter { !leaving.contains($0.id) }
    return changes
  }

  private mutating func store(_ outcome: MemoryOutcome) -> MemoryEntry {
    defer { nextID += 1 }
    return MemoryEntry(
      id: nextID, text: outcome.text, meaning: outcome.meaning, episode: outcome.episode, uses: 1,
      wins: 1)
  }

  /// How much of an entry's record a step leaves, so that what helped long ago gives way.
  private static let decay = 0.9
}
