import RLCore

/// A reflection on one attempt, and the tokens to learn it from.
package struct Reflection: Sendable {
  /// Counts the reflections of a run.
  package var id = 0
  /// Index of the attempt among those reflected on.
  package var attempt: Int
  /// The text that asked for it.
  package var saw: String
  package var text: String
  package var parsed: ParsedReflection
  /// The attempt's conversation, the request and the reflection; only the reflection is `written`.
  package var trajectory: Trajectory
  /// The tokens of `text`, if a policy wrote it.
  package var trace: TokenTrace?
  /// The memory entry that it started from.
  package var memory: Int?
  /// Whether the limit of tokens cut it off.
  package var isTruncated = false
  /// Whether a person wrote it.
  package var isByPerson = false
}

/// Asks a policy to reflect on finished attempts.
package struct Reflecting: Sendable {
  package var policy: any Policy
  package var sampling: SamplingParameters
  package var seed: UInt64

  package init(policy: any Policy, sampling: SamplingParameters, seed: UInt64) {
    self.policy = policy
    self.sampling = sampling
    self.seed = seed
  }

  /// Writes one reflection for each attempt, in the attempt's own conversation.
  ///
  /// - Parameters:
  ///   - attempts: finished attempts.
  ///   - entries: the memory entry that each starts from.
  ///   - step: the training step.
  ///   - rows: the attempts' places among those reflected on, which decide the draws; from 0 on
  ///     if not given.
  /// - Returns: one reflection an attempt, in their order.
  /// - Throws: what the policy throws.
  package func reflect(
    on attempts: [Attempt], from entries: [MemoryEntry?], step: Int, rows: [Int]? = nil
  ) async throws -> [Reflection] {
    let tokenizer = policy.tokenizer
    var requests: [SampleRequest] = []
    var asked: [TurnRequest] = []
    let rows = rows ?? Array(attempts.indices)
    for (place, (attempt, entry)) in zip(attempts, entries).enumerated() {
      let question = attempt.episode.reflectionRequest(memory: entry?.text)
      var generator = SeededGenerator(seed: seed, purpose: "reflection", step, rows[place])
      asked.append(question)
      requests.append(
        SampleRequest(
          tokens: attempt.trajectory.tokens + tokenizer.encode(question.text),
          maximumTokens: question.maximumTokens, sampling: sampling, seed: generator.next(),
          conversation: attempt.conversation))
    }
    let completions = try await policy.sample(requests)
    return completions.indices.map { row in
      read(
        completions[row], to: requests[row], asked: asked[row], attempt: attempts[row], row: row,
        memory: entries[row]?.id)
    }
  }

  private func read(
    _ completion: Completion, to request: SampleRequest, asked: TurnRequest, attempt: Attempt,
    row: Int, memory: Int?
  ) -> Reflection {
    var trajectory = Trajectory()
    trajectory.append(told: request.tokens)
    trajectory.append(written: completion)
    let words = completion.tokens.filter { $0 != policy.tokenizer.endToken }
    let text = policy.tokenizer.decode(words)
    return Reflection(
      attempt: row, saw: asked.text, text: text, parsed: attempt.task.parse(reflection: text),
      trajectory: trajectory,
      trace: TokenTrace(of: completion, text: text, tokenizer: policy.tokenizer), memory: memory,
      isTruncated: completion.stopReason == .length)
  }
}
