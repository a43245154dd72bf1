import RLCore

/// The guessing game in a world that fails: at the opening of some tasks, in the turns of others.
struct BrokenGame: Environment {
  let game = GuessingGame()
  var name: String { game.name }
  var legend: [LegendEntry] { [] }
  /// Every so many tasks one cannot be opened, and one breaks in its first turn; 1 for all.
  var every = 3

  func taskCount(in split: TaskSplit) -> Int? { nil }

  func task(at index: Int, in split: TaskSplit, seed: UInt64) -> any EnvironmentTask {
    BrokenTask(
      inner: GuessingTask(id: "\(split.rawValue)-\(index)", answer: "cedar"),
      isClosed: index % every == 0, isBreaking: index % every == 1)
  }

  struct Outage: Error, CustomStringConvertible { let description = "the line is dead" }
}

private struct BrokenTask: EnvironmentTask {
  let inner: GuessingTask
  let isClosed: Bool
  let isBreaking: Bool
  var id: String { inner.id }
  var board: [String] { [] }
  var trueRules: String { inner.trueRules }

  func begin(generator: SeededGenerator) async throws -> any EnvironmentEpisode {
    if isClosed { throw BrokenGame.Outage() }
    return BrokenEpisode(
      inner: GuessingEpisode(answer: inner.answer), isBreaking: isBreaking)
  }

  func parse(reflection text: String) -> ParsedReflection { inner.parse(reflection: text) }
}

private struct BrokenEpisode: EnvironmentEpisode {
  var inner: GuessingEpisode
  let isBreaking: Bool
  var position: Int? { nil }
  var feedback: String { inner.feedback }

  func prompt(advice: String?) -> TurnRequest { inner.prompt(advice: advice) }

  mutating func respond(to text: String) async throws -> Transition {
    if isBreaking { throw BrokenGame.Outage() }
    // Late, so that the others overtake it.
    try await Task.sleep(for: .microseconds(300))
    return inner.respond(to: text)
  }

  func reflectionRequest(memory: String?) -> TurnRequest {
    inner.reflectionRequest(memory: memory)
  }
  func retryRequest() -> TurnRequest { inner.retryRequest() }
}
