import RLCore

/// The guessing game where a right guess pays by luck alone, and where at every other task to name
/// the word is to give the task away.
struct TellingGame: Environment {
  let name = "telling"
  let legend: [LegendEntry] = []
  /// What a reflection with the right word is held to give away.
  var leak = Claim.Leak.answer
  /// Whether a right guess may earn nothing.
  var isLucky = true

  func taskCount(in split: TaskSplit) -> Int? { nil }

  func task(at index: Int, in split: TaskSplit, seed: UInt64) -> any EnvironmentTask {
    TellingTask(
      inner: GuessingTask(id: "\(split.rawValue)-\(index)", answer: "cedar"),
      leak: index % 2 == 0 ? leak : nil, isLucky: isLucky)
  }

  /// Whether reflections can give the task of this name away.
  static func givesAway(_ id: String) -> Bool {
    Int(id.split(separator: "-").last ?? "").map { $0 % 2 == 0 } ?? false
  }
}

private struct TellingTask: EnvironmentTask {
  let inner: GuessingTask
  let leak: Claim.Leak?
  let isLucky: Bool
  var id: String { inner.id }
  var board: [String] { [] }
  var trueRules: String { inner.trueRules }

  func begin(generator: SeededGenerator) -> any EnvironmentEpisode {
    var chance = generator
    return LuckyEpisode(
      inner: GuessingEpisode(answer: inner.answer),
      pays: !isLucky || chance.uniform() < 0.6)
  }

  func claims(in text: String, after turns: [Turn]) -> [Claim] {
    guard let leak, text == inner.answer else { return [] }
    return [
      Claim(.leak, .right, about: leak.rawValue, at: 0..<text.unicodeScalars.count, isShown: false)
    ]
  }

  func parse(reflection text: String) -> ParsedReflection { inner.parse(reflection: text) }
}

private struct LuckyEpisode: EnvironmentEpisode {
  var inner: GuessingEpisode
  let pays: Bool
  var position: Int? { nil }
  var feedback: String { inner.feedback }

  func prompt(advice: String?) -> TurnRequest { inner.prompt(advice: advice) }

  mutating func respond(to text: String) -> Transition {
    var transition = inner.respond(to: text)
    if !pays, transition.reward > 0 { (transition.reward, transition.outcome) = (0, .failed) }
    return transition
  }

  func reflectionRequest(memory: String?) -> TurnRequest {
    inner.reflectionRequest(memory: memory)
  }
  func retryRequest() -> TurnRequest { inner.retryRequest() }
}
