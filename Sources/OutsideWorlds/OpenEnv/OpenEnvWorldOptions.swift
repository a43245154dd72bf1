import Environments
import RLCore

extension OpenEnvWorld {
  /// How a server is spoken to.
  package struct Options: DescribedOptions, Equatable {
    /// Worlds that the server keeps at once for us; the other attempts wait.
    package var sessions = 4
    /// Seconds that an answer may take.
    package var timeout = 60.0
    /// Turns after which an attempt is over, if the server did not end it.
    package var turns = 30
    /// The member of an action that an answer is; empty for the only one that must be.
    package var field = ""
    /// The members of an observation that are told; empty for all.
    package var show = ""

    package init() {}

    package static let descriptions: [OptionDescription<Self>] = [
      .integer("sessions", \.sessions, in: 1...1024, "worlds that the server keeps at once")
        .withoutEffect(),
      .number("timeout", \.timeout, in: 0.1...86_400, "seconds that an answer may take"),
      .integer("turns", \.turns, in: 1...100_000, "turns of an attempt that has no end"),
      .text(
        "field", \.field, mayBeEmpty: true,
        "member of an action that an answer is; empty for the only one"),
      .text(
        "show", \.show, mayBeEmpty: true, "members of an observation that are told; empty for all"),
    ]
  }

  /// `openenv:HOST:PORT`.
  package static let door = WorldDoor(
    scheme: "openenv", form: "openenv:HOST:PORT",
    summary: "A world behind an OpenEnv server, over HTTP and WebSocket.",
    options: OptionTable(
      "openenv", "A server that is the world, by environment = \"openenv:HOST:PORT\".",
      of: Options.self)
  ) { address, request in
    try await OpenEnvWorld(at: address, request)
  }
}
