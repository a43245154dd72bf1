extension Preset {
  static let hotpotQA = Preset(
    "hotpotqa", "ERL on questions about a generated world whose relations must be found out",
    toml: """
      environment = "hotpotqa"
      algorithm = "erl"
      [policy]
      base = "hotpotqa"
      """)

  static let hotpotQARLVR = Preset(
    "hotpotqa-rlvr", "The baseline: the same questions and the same model, first attempts only",
    base: "hotpotqa",
    toml: """
      algorithm = "rlvr"
      """)
}
