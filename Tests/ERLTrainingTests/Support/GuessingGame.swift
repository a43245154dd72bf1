import RLCore

/// The smallest world with a hidden rule: one of five words earns the reward.
struct GuessingGame: Environment {
  static let words = ["ash", "birch", "cedar", "elm", "fir"]

  let name = "guessing"
  let legend: [LegendEntry] = []

  func taskCount(in split: TaskSplit) -> Int? { nil }

  func task(at index: Int, in split: TaskSplit, seed: UInt64) -> any EnvironmentTask {
    GuessingTask(id: "\(split.rawValue)-\(index)", answer: "cedar")
  }
}

struct GuessingTask: EnvironmentTask {
  let id: String
  let answer: String
  let board: [String] = []
  var trueRules: String { answer }

  func begin(generator: SeededGenerator) -> any EnvironmentEpisode {
    GuessingEpisode(answer: answer)
  }

  func parse(reflection text: String) -> ParsedReflection {
    let isWord = GuessingGame.words.contains(text)
    return ParsedReflection(advice: isWord ? text : "", isWellFormed: isWord)
  }
}

struct GuessingEpisode: EnvironmentEpisode {
  let answer: String
  var guess: String?
  let position: Int? = nil

  func prompt(advice: String?) -> TurnRequest {
    TurnRequest("advice \(advice ?? "none") guess", length: .word)
  }

  mutating func respond(to text: String) -> Transition {
    guess = text
    let isRight = text == answer
    return Transition(
      action: text, wasEffective: true, reward: isRight ? 1 : 0, isDone: true,
      outcome: isRight ? .solved : .failed, observation: isRight ? "right" : "wrong",
      length: nil)
  }

  func reflectionRequest(memory: String?) -> TurnRequest {
    TurnRequest("memory \(memory ?? "none") reflect", length: .word)
  }

  func retryRequest() -> TurnRequest { TurnRequest("again guess", length: .word) }

  var feedback: String { guess == answer ? "That was the word." : "That was not the word." }
}
