extension Preset {
  static let sokoban = Preset(
    "sokoban", "ERL in rooms with a box to push, whose letters must be found out",
    toml: """
      environment = "sokoban"
      algorithm = "erl"
      [policy]
      base = "sokoban"
      """)

  static let sokobanRLVR = Preset(
    "sokoban-rlvr", "The baseline: the same rooms and the same model, first attempts only",
    base: "sokoban",
    toml: """
      algorithm = "rlvr"
      """)
}
