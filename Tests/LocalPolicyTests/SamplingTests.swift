import RLCore
import Testing
import TinyTransformer

@testable import LocalPolicy

@Suite struct SamplingTests {
  @Test func `a completion does not depend on the company it is asked for in`() async throws {
    let base = try SmallModel.make()
    let alone = LocalPolicy(base: base, threads: 1)
    let crowd = LocalPolicy(base: base, threads: 2)
    let wanted = SmallModel.request("up go", conversation: 3)
    var requests = [wanted]
    for index in 0..<9 {
      requests.append(
        SmallModel.request("left go", conversation: 10 + index, seed: UInt64(index)))
    }
    let single = try await alone.sample([wanted])
    let many = try await crowd.sample(requests)
    #expect(single[0] == many[0])
  }

  @Test func `a conversation that goes on is the same as one read anew`() async throws {
    let base = try SmallModel.make()
    let policy = LocalPolicy(base: base, threads: 1)
    let first = try await policy.sample([SmallModel.request("up", conversation: 1)])
    var next = SmallModel.request("up", conversation: 1, seed: 8)
    next.conversation.append([Segment(first[0]), Segment(.world, "go down")])
    let continued = try await policy.sample([next])
    let fresh = try await LocalPolicy(base: base, threads: 1).sample([next])
    #expect(continued[0].tokens == fresh[0].tokens)
    for (left, right) in zip(continued[0].logProbabilities, fresh[0].logProbabilities) {
      #expect(abs(left - right) < 1e-5)
    }
  }

  @Test func `conversations that begin alike are what each is by itself`() async throws {
    let base = try SmallModel.make()
    let policy = LocalPolicy(base: base, threads: 2)
    let trunk = "up up down left go right up stop"
    let groups = [
      [trunk + " left", trunk + " left left left up", trunk + " left left left go go", "down"],
      [trunk, trunk + " left left left up", trunk + " left go", "up up down left go go stop"],
    ]
    for (round, texts) in groups.enumerated() {
      let requests = texts.enumerated().map { index, text in
        SmallModel.request(text, conversation: 10 * round + index, seed: UInt64(index))
      }
      for (request, together) in zip(requests, try await policy.sample(requests)) {
        let alone = try await LocalPolicy(base: base, threads: 1).sample([request])
        #expect(together == alone[0])
      }
    }
  }

  @Test func `what openings have in common is read once`() throws {
    let batch = GenerationBatch(Transformer(try SmallModel.make().parameters))
    var openings = Openings(in: batch)
    let trunk: [Int32] = [1, 5, 6, 7, 8, 9, 5]
    let rows = try openings.read([trunk + [5, 6], trunk + [6, 6], trunk + [5, 6], [1, 7]])
    #expect(rows.count == 3)
    // The trunk, two tokens after it twice, and two by themselves.
    #expect(openings.tokensRead == 7 + 4 + 2)
    for (tokens, row) in rows { #expect(try batch.length(of: row) == tokens.count) }
    _ = try openings.read([trunk + [5, 7, 7], trunk + [5, 6], trunk])
    #expect(openings.tokensRead == 13 + 2 + 0)
  }

  @Test func `a conversation that was rewritten is read from its beginning`() async throws {
    let base = try SmallModel.make()
    let policy = LocalPolicy(base: base, threads: 1)
    _ = try await policy.sample([SmallModel.request("up up up", conversation: 1)])
    let other = SmallModel.request("down", conversation: 1, seed: 8)
    let rewritten = try await policy.sample([other])
    let fresh = try await LocalPolicy(base: base, threads: 1).sample([other])
    #expect(rewritten[0].tokens == fresh[0].tokens)
  }

  @Test func `sampled log-probabilities are those that training sees`() async throws {
    let base = try SmallModel.make()
    let policy = LocalPolicy(base: base, threads: 1)
    let request = SmallModel.request("up go", conversation: 1, tokens: 6)
    let completion = try await policy.sample([request])[0]
    var conversation = request.conversation
    conversation.append(Segment(completion))
    let trajectory = try #require(try await policy.trajectories(of: [conversation]).first?.first)
    #expect(trajectory.written.count == completion.tokens.count)
    let row = TrainingRow(
      tokens: trajectory.tokens, positions: trajectory.written,
      coefficients: completion.tokens.map { _ in 1 }, loss: .crossEntropy, temperature: 1)
    let values = try await policy.logProbabilities([row])[0]
    for (sampled, trained) in zip(completion.logProbabilities, values) {
      #expect(abs(sampled - trained) < 1e-4)
    }
  }
}
