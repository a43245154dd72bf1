/// A command of the line after `:` that takes an argument, as data: help, completion and dispatch
/// read the same table.
struct TypedCommand: Sendable {
  let name: String
  /// How it is written, and in a few words what it does.
  let usage: String
  /// What its argument, as far as it is typed, may become.
  let completions: @Sendable (_ typed: String, DashboardState) -> [String]
  /// Carries it out; `nil` where the argument is none that it takes.
  let run: @Sendable (inout DashboardState, _ argument: String) -> [Command]?

  init(
    _ name: String, _ usage: String,
    completions: @escaping @Sendable (_ typed: String, DashboardState) -> [String] = { _, _ in [] },
    run: @escaping @Sendable (inout DashboardState, _ argument: String) -> [Command]?
  ) {
    self.name = name
    self.usage = usage
    self.completions = completions
    self.run = run
  }

  /// A command that only changes what the screen shows.
  init(
    _ name: String, _ usage: String,
    completions: @escaping @Sendable (_ typed: String, DashboardState) -> [String] = { _, _ in [] },
    change: @escaping @Sendable (inout DashboardState, _ argument: String) -> Void
  ) {
    self.init(name, usage, completions: completions) { state, argument in
      change(&state, argument)
      return []
    }
  }
}
