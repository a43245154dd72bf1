import Basics
import Foundation
import HTTPTransport
import RLCore
import Synchronization
import Testing

@testable import TinkerPolicy

/// What the policy takes up on a server, and what it does where the server has none or is away.
@Suite struct `A place on a training server` {
  private static let full = FakeTrainingServer.reply(
    ["detail": "Maximum number of LoRA adapters (2) reached"], status: 400)

  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("kolb-place-\(UUID().uuidString)").path

  private func draw(from policy: TinkerPolicy) async throws {
    let request = SampleRequest(
      conversation: Conversation(id: 1, [Segment(.world, "up down go")]), length: .words(3),
      sampling: SamplingParameters(), seed: 1 << 40)
    _ = try await policy.sample([request])
  }

  /// What is told while the policy is used.
  private func news(of policy: TinkerPolicy, _ use: () async throws -> Void) async rethrows
    -> [PolicyNews]
  {
    let news = Told()
    policy.report { news.add($0) }
    try await use()
    return news.all
  }

  @Test func `who prepares a run and gives up has taken none`() async throws {
    let server = FakeTrainingServer(try SmallModel.make())
    let policy = try SmallModel.policy(on: server)
    await policy.close()
    #expect(server.asked.isEmpty)
  }

  @Test func `who does not learn needs none`() async throws {
    let server = FakeTrainingServer(try SmallModel.make())
    let policy = try SmallModel.policy(on: server, learns: false)
    try await draw(from: policy)
    #expect(server.loaded == 0)
    #expect(!server.asked.contains { $0.hasSuffix("create_session") })
  }

  /// SkyRL 0.4.0 waits for ever for a session that died before its first beat.
  @Test func `the server hears of a session before it has a model`() async throws {
    let server = FakeTrainingServer(try SmallModel.make())
    try await SmallModel.policy(on: server).publish()
    let names = server.asked.map { $0.split(separator: "/").last.map(String.init) ?? "" }
    #expect(names.prefix(3) == ["create_session", "session_heartbeat", "create_model"])
  }

  @Test func `samples that are asked for at once share one`() async throws {
    let server = FakeTrainingServer(try SmallModel.make())
    let policy = try SmallModel.policy(on: server)
    async let one: Void = draw(from: policy)
    async let other: Void = draw(from: policy)
    _ = try await (one, other)
    #expect(server.loaded == 1)
  }

  @Test func `a checkpoint that is asked for twice is taken up once`() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let server = FakeTrainingServer(try SmallModel.make())
    let policy = try SmallModel.policy(on: server)
    try await policy.save(to: folder)
    try await policy.load(from: folder)
    try await policy.load(from: folder)
    #expect(server.asked.count { $0.hasSuffix("load_weights") } == 1)
    #expect(server.loaded == 1)
  }

  @Test func `one that a dead program keeps is waited for, which is told once`() async throws {
    let count = Counter()
    let server = FakeTrainingServer(try SmallModel.make()) { path, reply in
      path.hasSuffix("create_model") && count.next() <= 3 ? Self.full : reply
    }
    let policy = try SmallModel.policy(on: server)
    let news = try await news(of: policy) { try await draw(from: policy) }
    guard case .outOfReach(let why)? = news.first else {
      Issue.record("\(news)")
      return
    }
    #expect(why.contains("no place for another model"))
    #expect(news.dropFirst() == [.inReach])
  }

  @Test func `one that never comes free is given up with the server's words`() async throws {
    let server = FakeTrainingServer(try SmallModel.make()) { path, reply in
      path.hasSuffix("create_model") ? Self.full : reply
    }
    let policy = try SmallModel.policy(on: server)
    let error = await #expect(throws: TinkerProblem.self) { try await draw(from: policy) }
    #expect(error?.isFull == true)
  }

  @Test func `a server that is away is waited for where that is told`() async throws {
    let server = FakeTrainingServer(try SmallModel.make())
    let policy = try SmallModel.policy(on: server)
    server.goAway(for: 3 * TinkerConnection.usualTries)
    let news = try await news(of: policy) { try await draw(from: policy) }
    guard case .outOfReach? = news.first else {
      Issue.record("\(news)")
      return
    }
    #expect(news.dropFirst() == [.inReach])
  }

  @Test func `a server that is away is given up where nobody listens`() async throws {
    let server = FakeTrainingServer(try SmallModel.make())
    let policy = try SmallModel.policy(on: server)
    server.goAway(for: TinkerConnection.usualTries)
    await #expect(throws: TransportError.refused("the server")) { try await draw(from: policy) }
  }

  @Test func `who lost the model to a new start of the server is told what to do`() async throws {
    // As SkyRL 0.4.0 says it of a request that was under way.
    let lost = FakeTrainingServer.reply(
      ["detail": "Model model_61c2d400 not loaded (likely stale request from previous server)"],
      status: 400)
    let server = FakeTrainingServer(try SmallModel.make()) { path, reply in
      path.hasSuffix("asample") ? lost : reply
    }
    let policy = try SmallModel.policy(on: server)
    let error = await #expect(throws: TinkerProblem.self) { try await draw(from: policy) }
    #expect(error?.description.contains("kolb resume") == true)
  }

  @Test func `a snapshot whose answer was lost on the way gets another name`() async throws {
    let count = Counter()
    let server = FakeTrainingServer(try SmallModel.make()) { path, reply in
      path.hasSuffix("save_weights_for_sampler") && count.next() == 1
        ? FakeTrainingServer.reply(["detail": "cut"], status: 503) : reply
    }
    let policy = try SmallModel.policy(on: server)
    try await draw(from: policy)
    #expect(server.asked.count { $0.hasSuffix("save_weights_for_sampler") } == 3)
  }
}

/// What was told, in order.
final class Told: Sendable {
  private let news = Mutex<[PolicyNews]>([])

  func add(_ news: PolicyNews) { self.news.withLock { $0.append(news) } }

  var all: [PolicyNews] { news.withLock { $0 } }
}
