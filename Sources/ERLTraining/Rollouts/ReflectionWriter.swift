import RLCore

/// Has a policy reflect on finished attempts, each in the attempt's own conversation.
package struct ReflectionWriter: Sendable {
  package let policy: any Policy
  package let sampling: SamplingParameters
  package let seed: UInt64

  package init(policy: any Policy, sampling: SamplingParameters, seed: UInt64) {
    self.policy = policy
    self.sampling = sampling
    self.seed = seed
  }

  /// An attempt to reflect on.
  package struct Subject: Sendable {
    package let attempt: Attempt
    /// The memory entry that the reflection starts from.
    package let memory: MemoryEntry?
    /// Its place among those reflected on, which decides the draws.
    package let place: Int

    package init(_ attempt: Attempt, from memory: MemoryEntry?, place: Int) {
      self.attempt = attempt
      self.memory = memory
      self.place = place
    }
  }

  /// Δ ~ π(·|x, y₁, f₁, r₁, m) for each attempt.
  ///
  /// - Returns: one reflection an attempt, in their order.
  /// - Throws: what the policy throws.
  package func reflect(on subjects: [Subject], step: Int) async throws -> [Reflection] {
    let requests = subjects.map { request(about: $0, step: step) }
    let completions = try await policy.answersInTurn(to: requests.map(\.sample))
    return zip(subjects, zip(requests, completions)).map { subject, asked in
      let (request, completion) = asked
      var conversation = request.sample.conversation
      conversation.append(Segment(completion))
      return Reflection(
        by: .reflector, asked: request.text, text: completion.text,
        parsed: subject.attempt.task.parse(reflection: completion.text),
        conversation: conversation, memory: subject.memory?.id)
    }
  }

  private func request(
    about subject: Subject, step: Int
  ) -> (text: String, sample: SampleRequest) {
    let question = subject.attempt.world.reflectionRequest(memory: subject.memory?.text)
    var conversation = subject.attempt.conversation.asHistory
    conversation.append(question.segments)
    var generator = SeededGenerator(seed: seed, purpose: "reflection", step, subject.place)
    return (
      question.text,
      SampleRequest(
        conversation: conversation, length: question.length, sampling: sampling,
        seed: generator.next())
    )
  }
}
