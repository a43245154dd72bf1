/// A reflection that made a second attempt succeed, kept for later reflections to start from.
package struct MemoryEntry: Codable, Equatable, Sendable {
  package var id: Int
  package var text: String
  /// The episode it came from.
  package var episode: Int
  /// How often it, or a reflection with the same words, was told to a second attempt; older uses
  /// count less.
  package var uses: Double
  package var wins: Double
  /// Whether a person said that it stays, whatever its record.
  package var isPinned = false

  /// Wins a use, drawn towards 0 while uses are few.
  package var record: Double { wins / (uses + 3) }
}

extension MemoryEntry {
  /// Reads also what was saved before entries could be pinned.
  package init(from decoder: any Decoder) throws {
    let saved = try decoder.container(keyedBy: CodingKeys.self)
    id = try saved.decode(Int.self, forKey: .id)
    text = try saved.decode(String.self, forKey: .text)
    episode = try saved.decode(Int.self, forKey: .episode)
    uses = try saved.decode(Double.self, forKey: .uses)
    wins = try saved.decode(Double.self, forKey: .wins)
    isPinned = try saved.decodeIfPresent(Bool.self, forKey: .isPinned) ?? false
  }
}
