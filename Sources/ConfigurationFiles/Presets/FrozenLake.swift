extension Preset {
  static let frozenLake = Preset(
    "frozenlake", "ERL on lakes whose letters must be found out, in minutes on two cores",
    toml: """
      environment = "frozenlake"
      algorithm = "erl"
      """)
}
