/// Finds out how many requests at the same time a server gains from.
///
/// It doubles their number as long as that brings a fifth more tokens a second, and stays at the
/// last that did. Only times in which all places were taken count.
struct ConcurrencySearch: Sendable, Equatable {
  private static let gain = 1.2

  /// How many may be under way now.
  private(set) var level: Int
  private(set) var isSettled: Bool
  private let most: Int
  private var best: (level: Int, rate: Double)?
  private var beginning: Double?
  private var tokens = 0
  private var replies = 0

  /// - Parameter most: more are never tried.
  init(upTo most: Int) {
    self.most = max(most, 1)
    level = min(2, self.most)
    isSettled = self.most <= 1
  }

  /// So many, whatever comes of it.
  init(fixedAt count: Int) {
    most = count
    level = count
    isSettled = true
  }

  static func == (left: Self, right: Self) -> Bool {
    (left.level, left.isSettled, left.tokens, left.replies)
      == (right.level, right.isSettled, right.tokens, right.replies)
  }

  /// The server has too much to do: fewer from now on.
  mutating func holdBack() {
    level = max(level / 2, 1)
    isSettled = true
  }

  /// Takes in that a reply came.
  ///
  /// - Parameters:
  ///   - tokens: that it had.
  ///   - time: when, in seconds of any clock.
  ///   - wasFull: whether all places were taken until then.
  mutating func replied(tokens: Int, at time: Double, wasFull: Bool) {
    guard !isSettled else { return }
    guard wasFull else { return forget() }
    guard let beginning else {
      // Counted from here: what this one took began before.
      self.beginning = time
      return
    }
    self.tokens += tokens
    replies += 1
    guard replies >= max(4, 2 * level), time > beginning else { return }
    judge(rate: Double(self.tokens) / (time - beginning))
    forget()
  }

  private mutating func judge(rate: Double) {
    if let best, rate < best.rate * Self.gain {
      level = best.level
      isSettled = true
    } else {
      best = (level, rate)
      if level == most { isSettled = true }
      level = min(level * 2, most)
    }
  }

  private mutating func forget() {
    beginning = nil
    tokens = 0
    replies = 0
  }
}
