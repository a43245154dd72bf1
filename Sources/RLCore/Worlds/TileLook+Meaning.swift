extension TileLook {
  /// The look that a meaning has by itself, where nobody says another: that of "hole" is a danger.
  ///
  /// A log has the meaning alone where this is its look, as those from before there were looks do.
  package init(ofMeaning meaning: String) {
    let lowercased = meaning.lowercased()
    role = Self.roles.first { lowercased.contains($0.word) }?.role ?? .other
    sign = Self.signs[meaning] ?? meaning.first?.uppercased().first
  }

  /// The first word that a meaning contains decides: a box on a goal is as good as a goal.
  private static let roles: [(word: String, role: TileRole)] = [
    ("goal", .goal), ("hole", .danger), ("box", .movable), ("wall", .wall), ("agent", .agent),
    ("player", .agent), ("safe", .floor), ("frozen", .floor), ("floor", .floor),
  ]

  /// Ground recedes, and things to push look as they do in text everywhere; else the first letter.
  private static let signs: [String: Character] = [
    "safe": ".", "floor": ".", "wall": "#", "box": "$", "box on goal": "*", "player on goal": "+",
  ]
}
