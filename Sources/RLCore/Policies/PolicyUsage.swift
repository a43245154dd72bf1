/// What was asked of a policy that runs elsewhere, and what that came to.
package struct PolicyUsage: Sendable, Equatable {
  package var replies: Int
  package var readTokens: Int
  package var writtenTokens: Int
  /// In the currency of the prices; 0 where none are given.
  package var money: Double

  package init(replies: Int = 0, readTokens: Int = 0, writtenTokens: Int = 0, money: Double = 0) {
    self.replies = replies
    self.readTokens = readTokens
    self.writtenTokens = writtenTokens
    self.money = money
  }

  private static let mostTokens = 1 << 50
  private static let mostMoney = 1e12

  /// Whether anybody can have asked for so much; sums of such never overflow.
  package var isPlausible: Bool {
    [replies, readTokens, writtenTokens].allSatisfy { (0...Self.mostTokens).contains($0) }
      && (0...Self.mostMoney).contains(money)
  }

  package static func + (one: Self, other: Self) -> Self {
    Self(
      replies: one.replies + other.replies, readTokens: one.readTokens + other.readTokens,
      writtenTokens: one.writtenTokens + other.writtenTokens, money: one.money + other.money)
  }

  package static func - (one: Self, other: Self) -> Self {
    Self(
      replies: one.replies - other.replies, readTokens: one.readTokens - other.readTokens,
      writtenTokens: one.writtenTokens - other.writtenTokens, money: one.money - other.money)
  }

  package static func += (one: inout Self, other: Self) { one = one + other }
}

/// What tokens cost, in any one currency.
package struct TokenPrices: Sendable, Equatable {
  private static let unit = 1_000_000.0

  /// Of a million tokens that are read.
  package var read: Double
  /// Of a million tokens that are written.
  package var written: Double

  package init(read: Double = 0, written: Double = 0) {
    self.read = read
    self.written = written
  }

  package var areGiven: Bool { read > 0 || written > 0 }

  package func cost(read readTokens: Int, written writtenTokens: Int) -> Double {
    (Double(readTokens) * read + Double(writtenTokens) * written) / Self.unit
  }
}
