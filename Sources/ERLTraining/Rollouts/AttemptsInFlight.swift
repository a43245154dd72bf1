import RLCore

/// Several attempts in flight: who of them waits for what, and whom the policy takes next.
///
///     at the world ──► waiting ──► at the policy ──► at the world … until it is done
///
/// Values only: it is told what arrived and says what may begin.
struct AttemptsInFlight: Sendable {
  /// Something that was waited for.
  enum Arrival: Sendable {
    /// A world has opened, or answered a turn.
    case world(Int, PlayedAttempt)
    /// The policy has written a turn of each of these.
    case policy([Int], [Completion])
    /// A moment is over, by its number.
    case moment(Int)
  }

  /// What may begin now.
  enum Departure: Sendable {
    /// Ask the policy about these, together.
    case sample([(index: Int, attempt: Attempt)])
    /// Wait a moment for those at their worlds, which may be quick; then look again.
    case moment(Int)
  }

  private let capacity: PolicyTraits.Capacity
  /// As far as they have come; `nil` until the world has opened.
  private var attempts: [PlayedAttempt?]
  private var waiting: [Int] = []
  private var atWorld: Int
  private var atPolicy = 0
  /// How many of the first attempts are known to be over.
  private var overCount = 0
  /// Counts the moments, each of which belongs to one batch: that of an earlier one says nothing.
  private var momentCount = 0
  private var moment = Moment.none

  private enum Moment {
    case none
    case running
    case over
  }

  /// - Parameters:
  ///   - count: attempts that begin, each at its world.
  ///   - capacity: how much the policy takes at once.
  init(count: Int, capacity: PolicyTraits.Capacity) {
    self.capacity = capacity
    attempts = Array(repeating: nil, count: count)
    atWorld = count
  }

  var isOver: Bool { overCount == attempts.count }

  /// What came of each, once all are over.
  var played: [PlayedAttempt] { attempts.compactMap { $0 } }

  /// Takes in what arrived.
  ///
  /// - Returns: the turns that now go to their worlds.
  mutating func arrive(_ arrival: Arrival) -> [(Int, Attempt, Completion)] {
    switch arrival {
    case .moment(let number):
      if number == momentCount, moment == .running { moment = .over }
    case .world(let index, let played):
      attempts[index] = played
      atWorld -= 1
      if !played.isOver { waiting.append(index) }
    case .policy(let indices, let completions):
      atPolicy -= indices.count
      atWorld += indices.count
      return zip(indices, completions).compactMap { index, completion in
        (try? attempts[index]?.get()).map { (index, $0, completion) }
      }
    }
    return []
  }

  /// Those that are over and were not told of yet, in their order; none before one that is not.
  mutating func newlyOver() -> [(Int, PlayedAttempt)] {
    let first = overCount
    while overCount < attempts.count, attempts[overCount]?.isOver == true { overCount += 1 }
    return (first..<overCount).compactMap { index in attempts[index].map { (index, $0) } }
  }

  /// What may begin now; `nil` if something has to arrive first.
  mutating func next() -> Departure? {
    guard !waiting.isEmpty else { return nil }
    switch capacity {
    case .requests(let most): return atPolicy < max(most, 1) ? depart(1) : nil
    case .batches:
      guard atPolicy == 0 else { return nil }
      // Whoever answers at once is waited for, so that batches are whole; whoever is late is not.
      if atWorld == 0 || moment == .over { return depart(waiting.count) }
      guard moment == .none else { return nil }
      moment = .running
      momentCount += 1
      return .moment(momentCount)
    }
  }

  private mutating func depart(_ count: Int) -> Departure {
    waiting.sort()
    let leaving = waiting.prefix(count).compactMap { index in
      (try? attempts[index]?.get()).map { (index: index, attempt: $0) }
    }
    waiting.removeFirst(count)
    atPolicy += leaving.count
    moment = .none
    return .sample(leaving)
  }
}

extension PlayedAttempt {
  fileprivate var isOver: Bool {
    switch self {
    case .success(let attempt): attempt.isDone
    case .failure: true
    }
  }
}
