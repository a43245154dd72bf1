import Environments
import RLCore

extension ProcessWorld {
  /// `exec:PROGRAM ARGUMENTS`.
  package static let door = WorldDoor(
    scheme: "exec", form: "exec:PROGRAM ARGUMENTS",
    summary: "A program that answers in lines of JSON; see 'kolb guide worlds'.",
    options: OptionTable(
      "exec", "A program that is the world, by environment = \"exec:PROGRAM ARGUMENTS\".",
      of: Options.self),
    startsPrograms: true
  ) { command, request in
    try await ProcessWorld(running: command, request)
  }
}
