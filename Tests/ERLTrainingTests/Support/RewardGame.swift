import RLCore

/// A world of one turn that rewards each task as it is told to.
struct RewardGame: Environment {
  let name = "rewards"
  let legend: [LegendEntry] = []
  /// Whether its board, feedback and observations are empty.
  let isSilent: Bool
  let reward: @Sendable (Int) -> Double

  init(isSilent: Bool = false, reward: @escaping @Sendable (Int) -> Double) {
    (self.isSilent, self.reward) = (isSilent, reward)
  }

  func taskCount(in split: TaskSplit) -> Int? { nil }

  func task(at index: Int, in split: TaskSplit, seed: UInt64) -> any EnvironmentTask {
    RewardTask(
      inner: GuessingTask(id: "\(split.rawValue)-\(index)", answer: "cedar"),
      isSilent: isSilent, reward: reward(index))
  }
}

private struct RewardTask: EnvironmentTask {
  let inner: GuessingTask
  let isSilent: Bool
  let reward: Double
  var id: String { inner.id }
  var board: [String] { [] }
  var trueRules: String { isSilent ? "" : inner.trueRules }

  func begin(generator: SeededGenerator) -> any EnvironmentEpisode {
    RewardEpisode(
      inner: GuessingEpisode(answer: inner.answer), isSilent: isSilent, reward: reward)
  }

  func claims(in text: String, after turns: [Turn]) -> [Claim] { [] }

  func parse(reflection text: String) -> ParsedReflection { inner.parse(reflection: text) }
}

private struct RewardEpisode: EnvironmentEpisode {
  var inner: GuessingEpisode
  let isSilent: Bool
  let reward: Double
  var position: Int? { nil }
  var feedback: String { isSilent ? "" : "so much" }

  func prompt(advice: String?) -> TurnRequest { inner.prompt(advice: advice) }

  mutating func respond(to text: String) -> Transition {
    Transition(
      action: text, wasEffective: true, reward: reward, isDone: true,
      outcome: reward > 0 ? .solved : .failed,
      observation: isSilent ? "" : "done", length: nil)
  }

  func reflectionRequest(memory: String?) -> TurnRequest { inner.reflectionRequest(memory: memory) }
  func retryRequest() -> TurnRequest { inner.retryRequest() }
}

/// Always writes the same, to its end or cut off.
struct SayingPolicy: Policy {
  let text: String
  let isCut: Bool
  let traits = PolicyTraits(
    wording: .compact, capacity: .batches, isDeterministic: true, hasLogProbabilities: false)

  init(_ text: String, isCut: Bool) { (self.text, self.isCut) = (text, isCut) }

  func sample(_ requests: [SampleRequest]) async throws -> [Completion] {
    requests.map { _ in
      Completion(
        text: text, tokens: [], pieces: [], logProbabilities: [],
        stopReason: isCut ? .length : .ended)
    }
  }

  func endConversations() async {}
}
