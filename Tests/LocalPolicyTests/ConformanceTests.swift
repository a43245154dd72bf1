import Foundation
import PolicyConformance
import RLCore
import Testing

@testable import LocalPolicy

/// The embedded policy keeps what policies promise, also behind a slow line.
@Suite struct ConformanceTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("kolb-conformance-\(UUID().uuidString)").path

  private func suite(threads: Int, atOnce: Int?) -> PolicyConformance {
    PolicyConformance(opening: "up down go") {
      let policy = LocalPolicy(base: try SmallModel.make(), threads: threads)
      return atOnce.map { LatePolicy(policy, atOnce: $0) } ?? policy
    }
  }

  @Test(arguments: [1, 2], [nil, 1, 3])
  func `sampling is as promised`(threads: Int, atOnce: Int?) async throws {
    try await suite(threads: threads, atOnce: atOnce).sampling()
  }

  @Test(arguments: [nil, 3])
  func `learning is as promised`(atOnce: Int?) async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await suite(threads: 2, atOnce: atOnce).learning(in: folder)
  }

  @Test func `the backend says what its policies can do`() async throws {
    let backend = EmbeddedBackend()
    #expect(backend.traits == LocalPolicy(base: try SmallModel.make(), threads: 1).traits)
    await #expect(throws: PolicyBackendError.urlNotTaken("embedded", url: "http://x")) {
      _ = try await backend.makePolicy(PolicySource(model: "frozenlake", url: "http://x"))
    }
  }

  @Test func `a model is told from another by its weights and by its words`() async throws {
    let one = try SmallModel.make()
    #expect(try SmallModel.make().digest == one.digest)
    #expect(try SmallModel.make(seed: 2).digest != one.digest)
    let backend = EmbeddedBackend()
    let identity = try await backend.identify(PolicySource(model: "frozenlake"))
    #expect(identity.name == "frozenlake")
    let other = try await backend.identify(PolicySource(model: "sokoban"))
    #expect(other.digest != identity.digest)
  }
}
