import Environments
import RLCore

/// A world behind an OpenEnv server: `reset` with a seed is a task, `step` a turn.
///
/// It speaks the protocol of openenv-core 0.2 and 0.3: `/schema` and `/metadata` over HTTP, and a
/// session a world over a WebSocket at `/ws`.
package struct OpenEnvWorld: Environment {
  private let host: OpenEnvHost

  /// Asks the server who it is and begins its first task.
  ///
  /// - Parameters:
  ///   - address: the server, such as `localhost:8000`.
  ///   - request: what is asked of the world.
  /// - Throws: `WorldFault`.
  package init(at address: String, _ request: EnvironmentCatalog.WorldRequest) async throws {
    host = try OpenEnvHost(ServerAddress(address), Options(request.options))
    if request.mustSpeak, request.wording != .plain {
      throw WorldFault.wording(world: host.name, speaks: [.plain], asked: request.wording)
    }
    _ = try await task(at: 0, in: .training, seed: 1).begin(generator: SeededGenerator(seed: 1))
  }

  package var name: String { "openenv:\(host.name)" }

  package var legend: [LegendEntry] { [] }

  package var wordingVersion: String {
    "\(Wording.plain.rawValue) \(host.name) \(host.version)"
  }

  package var actionForms: [String] { host.shape.forms }

  /// As many training and held-out tasks as are asked for: each is a seed of its own.
  package func taskCount(in split: TaskSplit) -> Int? { split == .permuted ? 0 : nil }

  package func task(at index: Int, in split: TaskSplit, seed: UInt64) -> any EnvironmentTask {
    OpenEnvTask(host: host, place: TaskPlaceInSplit(split: split, index: index, seed: seed))
  }
}

/// One seed of a server's world.
struct OpenEnvTask: EnvironmentTask {
  let host: OpenEnvHost
  let place: TaskPlaceInSplit

  var id: String {
    "\(host.name)-\(place.split.protocolName)-\(place.shortSeed)-\(place.index)"
  }

  var board: [String] { [] }

  var trueRules: String { "" }

  /// What the server is reset with, below 2³¹: even numbers are trained on, odd ones are not.
  var resetSeed: Int {
    var generator = SeededGenerator(
      seed: place.seed, purpose: "openenv \(place.split.protocolName)", place.index)
    return generator.chance() & ~1 | (place.split == .training ? 0 : 1)
  }

  func begin(generator: SeededGenerator) async throws -> any EnvironmentEpisode {
    try await OpenEnvEpisode(self)
  }

  func parse(reflection text: String) -> ParsedReflection { PlainNotes.parse(text) }

  func claims(in text: String, after turns: [Turn]) -> [Claim] { [] }
}
