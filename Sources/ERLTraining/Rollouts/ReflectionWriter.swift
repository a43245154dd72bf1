import RLCore

/// Has a policy reflect on finished attempts, each in the attempt's own conversation.
package struct ReflectionWriter: Sendable {
  package let policy: any Policy
  package let sampling: SamplingParameters
  package let seed: UInt64
  /// What was written before a resume.
  var recorded = RecordedAnswers()

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
    /// Its episode, where it has one.
    let episode: Int?

    package init(
      _ attempt: Attempt, from memory: MemoryEntry?, place: Int, episode: Int? = nil
    ) {
      self.episode = episode
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
    let completions = try await completions(of: subjects, requests)
    return zip(subjects, zip(requests, completions)).map { subject, asked in
      let (request, completion) = asked
      var conversation = request.sample.conversation
      conversation.append(Segment(completion))
      return Reflection(
        by: .reflector, asked: request.text, text: completion.text,
        parsed: parsed(completion.text, on: subject.attempt),
        conversation: conversation, memory: subject.memory?.id)
    }
  }

  /// What is asked about a finished attempt of no run, to see how long an answer takes.
  package func request(about attempt: Attempt) -> SampleRequest {
    request(about: Subject(attempt, from: nil, place: 0), step: 0).sample
  }

  /// What the policy writes to each, or wrote before.
  private func completions(
    of subjects: [Subject], _ requests: [(text: String, sample: SampleRequest)]
  ) async throws -> [Completion] {
    let known = zip(subjects, requests).map { subject, request in
      subject.episode.flatMap { recorded.reflection(on: $0, asked: request.text) }
    }
    let asked = zip(requests, known).compactMap { $1 == nil ? $0.sample : nil }
    var answers = try await policy.answersInTurn(to: asked)[...]
    return known.compactMap { $0 ?? answers.popFirst() }
  }

  private func parsed(_ text: String, on attempt: Attempt) -> ParsedReflection {
    OutsideRequest.isNeeded(by: policy, about: attempt)
      ? OutsideRequest.parsed(text, by: attempt.task) : attempt.task.parse(reflection: text)
  }

  private func request(
    about subject: Subject, step: Int
  ) -> (text: String, sample: SampleRequest) {
    let isOutside = OutsideRequest.isNeeded(by: policy, about: subject.attempt)
    let question =
      isOutside
      ? OutsideRequest(attempt: subject.attempt, memory: subject.memory?.text).question
      : subject.attempt.world.reflectionRequest(memory: subject.memory?.text)
    var conversation = subject.attempt.conversation.asHistory
    if isOutside { conversation = Conversation(id: conversation.id) }
    conversation.append(question.segments)
    var generator = SeededGenerator(seed: seed, purpose: "reflection", step, subject.place)
    var sample = SampleRequest(
      conversation: conversation, length: question.length, sampling: sampling,
      seed: generator.next())
    sample.episode = subject.episode
    return (question.text, sample)
  }
}
