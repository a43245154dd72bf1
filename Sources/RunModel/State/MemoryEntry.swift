import RLCore

/// An entry of the reflection memory and what became of it.
package struct MemoryEntry: Sendable, Equatable {
  /// How an entry left the memory.
  package struct End: Sendable, Equatable {
    package var step: Int
    package var change: MemoryChange.Change
    /// The entry that took its place.
    package var successor: Int?
    package var why: MemoryReason
  }

  package var id: Int
  /// The step and episode that it was born in.
  package var step: Int
  package var episode: Int
  /// Empty once the entry is so old that its text must be read from the log again.
  package var text: String
  package var why: MemoryReason
  package var offset: Int?
  /// Reflections that started from it, second attempts that were told one of them, and how many of
  /// these succeeded.
  package var uses = 0
  package var retries = 0
  package var wins = 0
  package var lastUse: Int?
  package var isPinned = false
  package var isEdited = false
  package var end: End?
  package var rules = RuleCheck()
  /// The claims of its text, where they were judged.
  package var claims: [Claim]?

  package init(id: Int, step: Int, episode: Int, text: String, why: MemoryReason, offset: Int?) {
    self.id = id
    self.step = step
    self.episode = episode
    self.text = text
    self.why = why
    self.offset = offset
  }

  package var isLive: Bool { end == nil }
  package var winRate: Double? { retries > 0 ? Double(wins) / Double(retries) : nil }
}
