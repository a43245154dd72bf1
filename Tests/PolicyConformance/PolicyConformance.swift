import RLCore
import Testing

/// What whoever writes a policy backend must pass: call these from a test of its own.
///
///     let suite = PolicyConformance(opening: "rules: none grid:") { try await MyPolicy(…) }
///     try await suite.sampling()
///     try await suite.learning(in: folder)
///
/// Everything is said through the protocols, so that a policy in this process, behind a server or
/// on another machine is held to the same.
package struct PolicyConformance: Sendable {
  /// What conversations begin with, in words that the policy knows.
  let opening: String
  /// The same policy anew each time it is called: equal weights, nothing remembered.
  let make: @Sendable () async throws -> any Policy

  package init(
    opening: String, _ make: @escaping @Sendable () async throws -> any Policy
  ) {
    self.opening = opening
    self.make = make
  }

  /// The same as one that can learn.
  func makeLearner() async throws -> any TrainablePolicy {
    try #require(try await make() as? any TrainablePolicy, "it can be trained")
  }

  /// A request about a conversation of its own.
  func request(
    _ id: Int, seed: UInt64? = nil, words: Int = 3, temperature: Float = 1
  ) -> SampleRequest {
    SampleRequest(
      conversation: Conversation(id: id, [Segment(.world, opening)]), length: .words(words),
      sampling: SamplingParameters(temperature: temperature), seed: seed ?? UInt64(id))
  }

  /// One answer, asked for alone.
  func answer(_ request: SampleRequest, by policy: any Policy) async throws -> Completion {
    let answers = try await policy.sample([request])
    return try #require(answers.count == 1 ? answers[0] : nil, "one answer to one request")
  }

  /// Answers to requests, as many at a time as the policy takes, in the order of the requests.
  func answers(
    _ requests: [SampleRequest], by policy: any Policy
  ) async throws -> [Completion] {
    guard case .requests(let most) = policy.traits.capacity else {
      return try await policy.sample(requests)
    }
    return try await withThrowingTaskGroup(of: (Int, Completion).self) { group in
      var answers: [Int: Completion] = [:]
      for (index, request) in requests.enumerated() {
        if index >= most, let (done, answer) = try await group.next() { answers[done] = answer }
        group.addTask { (index, try await answer(request, by: policy)) }
      }
      for try await (done, answer) in group { answers[done] = answer }
      return requests.indices.compactMap { answers[$0] }
    }
  }
}
