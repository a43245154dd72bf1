import Environments
import RLCore

@testable import OutsideWorlds

/// Worlds of the tests, begun as commands begin them.
func world(
  _ command: String, wording: Wording = .plain, mustSpeak: Bool = true,
  unreadable: (@Sendable (String) -> [String])? = nil, _ options: (name: String, OptionValue)...
) async throws -> ProcessWorld {
  var values = OptionValues()
  for (name, value) in options { values[name] = value }
  var request = EnvironmentCatalog.WorldRequest(options: values, wording: wording)
  request.mustSpeak = mustSpeak
  request.unreadable = unreadable
  return try await ProcessWorld(running: command, request)
}

extension Environment {
  /// An attempt at a training task.
  func attempt(at index: Int = 0, seed: UInt64 = 1) async throws -> any EnvironmentEpisode {
    try await task(at: index, in: .training, seed: 1)
      .begin(generator: SeededGenerator(seed: seed))
  }
}
