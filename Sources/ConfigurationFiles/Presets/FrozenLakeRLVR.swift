extension Preset {
  static let frozenLakeRLVR = Preset(
    "frozenlake-rlvr", "The baseline: the same lakes and the same model, first attempts only",
    base: "frozenlake",
    toml: """
      algorithm = "rlvr"
      """)
}
