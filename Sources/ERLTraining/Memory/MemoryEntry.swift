/// A reflection that made a second attempt succeed, kept for later reflections to start from.
package struct MemoryEntry: Codable, Equatable, Sendable {
  package var id: Int
  package var text: String
  /// What it says, whatever its words; `nil` where nobody can tell, as once a person changed them.
  package var meaning: String?
  /// The episode it came from.
  package var episode: Int
  /// How often it, or a reflection that says the same, was told to a second attempt; older uses
  /// count less.
  package var uses: Double
  package var wins: Double
  /// Whether a person said that it stays, whatever its record.
  package var isPinned = false

  /// Wins a use, drawn towards 0 while uses are few.
  package var record: Double { wins / (uses + 3) }

  /// Whether what was told to a second attempt is this entry, in its words or in others.
  func says(_ text: String, meaning: String?) -> Bool {
    self.text == text || (self.meaning != nil && self.meaning == meaning)
  }
}

extension MemoryEntry {
  /// Reads also what was saved before entries could be pinned or had a meaning.
  package init(from decoder: any Decoder) throws {
    let saved = try decoder.container(keyedBy: CodingKeys.self)
    id = try saved.decode(Int.self, forKey: .id)
    text = try saved.decode(String.self, forKey: .text)
    meaning = try saved.decodeIfPresent(String.self, forKey: .meaning)
    episode = try saved.decode(Int.self, forKey: .episode)
    uses = try saved.decode(Double.self, forKey: .uses)
    wins = try saved.decode(Double.self, forKey: .wins)
    isPinned = try saved.decodeIfPresent(Bool.self, forKey: .isPinned) ?? false
  }
}
