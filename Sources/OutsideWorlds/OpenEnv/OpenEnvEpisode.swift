import Basics
import RLCore

/// One attempt at a task of a server.
struct OpenEnvEpisode: EnvironmentEpisode {
  private let host: OpenEnvHost
  private let opening: String
  private let seat: OpenEnvSeat
  /// What was done, without what was no action.
  private var actions: [JSONValue] = []
  private var turnCount = 0
  private var reward = 0.0
  /// How it ended; `nil` while it goes on.
  private var end: TurnOutcome?

  private static let length = ReplyLength.text(upTo: 400)

  /// Begins an attempt; waits for a session where all are in use.
  ///
  /// - Throws: `WorldFault`.
  init(_ task: OpenEnvTask) async throws {
    host = task.host
    seat = OpenEnvSeat(task.host, seed: task.resetSeed)
    let answer = try await seat.open()
    opening = try Self.words(of: answer, host)
  }

  var position: Int? { nil }

  mutating func respond(to text: String) async throws -> Transition {
    guard end == nil else {
      return Transition(
        action: nil, wasEffective: false, reward: 0, isDone: true, outcome: .invalid,
        observation: "", length: nil)
    }
    guard let action = host.shape.action(in: text) else {
      return turn(
        WorldText.line(text), reward: 0, ending: nil, wasRead: false,
        told: "That is no action. \(instruction)")
    }
    let answer = try await seat.act(action, after: actions)
    actions.append(action)
    let earned = answer.reward ?? 0
    let ending: TurnOutcome? = answer.isDone ? (earned >= 1 ? .solved : .failed) : nil
    return turn(
      WorldText.line(text), reward: earned, ending: ending, wasRead: true,
      told: try Self.words(of: answer, host))
  }

  private mutating func turn(
    _ action: String, reward earned: Double, ending: TurnOutcome?, wasRead: Bool, told: String
  ) -> Transition {
    turnCount += 1
    reward += earned
    end = ending ?? (turnCount >= host.mostTurns ? .exhausted : nil)
    return Transition(
      action: action, wasEffective: wasRead, reward: earned, isDone: end != nil,
      outcome: end ?? (wasRead ? .moved : .invalid), observation: told,
      length: end == nil ? Self.length : nil)
  }

  private static func words(of answer: OpenEnvAnswer, _ host: OpenEnvHost) throws -> String {
    do { return try host.observations.words(of: answer.observation) } catch {
      throw WorldFault.answer("\(error)")
    }
  }
}

// MARK: - Words

extension OpenEnvEpisode {
  private var instruction: String {
    "What you answer is sent as \(host.shape.forms.joined(separator: " or "))."
  }

  func prompt(advice: String?) -> TurnRequest {
    let parts = [host.summary, opening, instruction].filter { !$0.isEmpty }
    return OutsideWords.prompt(
      [Segment(.world, parts.joined(separator: "\n\n"))], advice: advice, length: Self.length)
  }

  func reflectionRequest(memory: String?) -> TurnRequest {
    TurnRequest(
      OutsideWords.reflect.replacing("{feedback}", with: feedback)
        .replacing("{memory}", with: memory.map { $0.isEmpty ? "none" : $0 } ?? "none"),
      length: Self.length)
  }

  func retryRequest() -> TurnRequest {
    TurnRequest(OutsideWords.again.replacing("{prompt}", with: opening), length: Self.length)
  }

  var feedback: String { OutsideWords.feedback(ending: end, reward: reward) }
}
