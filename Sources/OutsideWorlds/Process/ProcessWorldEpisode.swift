import Basics
import RLCore

/// One attempt at a task of a world outside.
///
/// A value like any other attempt, although a process stands behind it: a copy that falls behind,
/// and one whose process went through another's fault, makes its moves again elsewhere.
struct ProcessWorldEpisode: EnvironmentEpisode {
  private let task: ProcessWorldTask
  /// The chance of the world itself.
  private let chance: Int
  private let opening: OpeningAnswer
  private var seat: EpisodeSeat
  /// What was written, and what came of it.
  private var turns: [(text: String, answer: TurnAnswer)] = []

  /// Begins an attempt.
  ///
  /// - Throws: `WorldFault`.
  init(_ task: ProcessWorldTask, chance: Int) async throws {
    self.task = task
    self.chance = chance
    var losses = LossCount()
    while true {
      do {
        (seat, opening) = try await Self.sit(at: task, chance: chance)
        break
      } catch let loss as WorldLoss {
        try losses.add(loss)
      }
    }
    try task.host.check(opening.system + " " + prompt(advice: nil).text, in: "its prompt")
  }

  var position: Int? { opening.position }

  private var isOver: Bool { turns.last?.answer.transition.isDone ?? false }

  mutating func respond(to text: String) async throws -> Transition {
    guard !isOver else {
      return Transition(
        action: nil, wasEffective: false, reward: 0, isDone: true, outcome: .invalid,
        position: turns.last?.answer.transition.position, observation: "", length: nil)
    }
    var losses = LossCount()
    while true {
      do {
        var answer = try await ask(text)
        complete(&answer.transition)
        try task.host.check(answer.transition.observation, in: "its answer")
        turns.append((text, answer))
        return answer.transition
      } catch let loss as WorldLoss {
        try losses.add(loss)
      }
    }
  }

  /// Asks the process that has the attempt, or one that has made its moves again.
  private mutating func ask(_ text: String) async throws -> TurnAnswer {
    if !seat.take(turn: turns.count) {
      seat = try await replayed()
      _ = seat.take(turn: turns.count)
    }
    return try await Self.act(text, turn: turns.count, on: seat, task)
  }

  /// A seat where the attempt has come as far as it has.
  private func replayed() async throws -> EpisodeSeat {
    let (seat, opening) = try await Self.sit(at: task, chance: chance)
    guard opening == self.opening else { throw WorldFault.notRepeatable }
    for (number, turn) in turns.enumerated() {
      _ = seat.take(turn: number)
      var answer = try await Self.act(turn.text, turn: number, on: seat, task)
      Self.complete(&answer.transition, as: number, of: task, opening)
      guard answer == turn.answer else { throw WorldFault.notRepeatable }
    }
    return seat
  }

  private mutating func complete(_ transition: inout Transition) {
    Self.complete(&transition, as: turns.count, of: task, opening)
  }

  /// Ends an attempt that the world does not end, and lets replies be as long as the first.
  private static func complete(
    _ transition: inout Transition, as turn: Int, of task: ProcessWorldTask,
    _ opening: OpeningAnswer
  ) {
    guard !transition.isDone else { return }
    if turn + 1 >= task.host.mostTurns {
      transition.isDone = true
      transition.outcome = .exhausted
      transition.length = nil
    } else {
      transition.length = transition.length ?? opening.length
    }
  }

  // MARK: - Questions

  private static func sit(
    at task: ProcessWorldTask, chance: Int
  ) async throws -> (EpisodeSeat, OpeningAnswer) {
    let host = task.host
    let seat = EpisodeSeat(try await host.process(), number: host.episodeNumber())
    let answer = try await seat.world.process.ask(
      .begin(episode: seat.number, task.place, wording: host.wording, chance: chance))
    let opening = try WorldHost.read(answer) { fields throws(AnswerProblem) in
      try OpeningAnswer(fields, board: task.answer.board)
    }
    return (seat, opening)
  }

  private static func act(
    _ text: String, turn: Int, on seat: EpisodeSeat, _ task: ProcessWorldTask
  ) async throws -> TurnAnswer {
    let answer = try await seat.world.process.ask(
      .act(episode: seat.number, turn: turn, text: text))
    return try WorldHost.read(answer) { fields throws(AnswerProblem) in
      try TurnAnswer(fields, to: text, card: task.host.card, task: task.answer)
    }
  }

  /// How often the process of an attempt went while nobody asked it anything.
  private struct LossCount {
    private var idle = 0

    /// - Throws: `WorldFault` where the attempt is lost.
    mutating func add(_ loss: WorldLoss) throws {
      switch loss {
      case .failed(let words): throw WorldFault.lost(words)
      case .interrupted: break
      case .gone(let words):
        idle += 1
        if idle >= 3 { throw WorldFault.lost(words) }
      }
    }
  }
}

// MARK: - Words

extension ProcessWorldEpisode {
  func prompt(advice: String?) -> TurnRequest {
    let note = task.note(advice)
    var segments: [Segment] = []
    if !opening.system.isEmpty {
      segments.append(Segment(.system, opening.system.replacing(Slot.advice, with: note)))
    }
    let hasPlace = (opening.system + opening.prompt).contains(Slot.advice)
    if !hasPlace, let advice, !advice.isEmpty {
      segments.append(Segment(.system, "What was learnt before:\n\(note)"))
    }
    segments.append(Segment(.world, opening.prompt.replacing(Slot.advice, with: note)))
    return TurnRequest(segments, length: opening.length)
  }

  func reflectionRequest(memory: String?) -> TurnRequest {
    let text = task.host.card.reflect ?? OutsideWords.reflect
    return TurnRequest(
      text.replacing(Slot.feedback, with: feedback)
        .replacing(Slot.memory, with: task.note(memory)),
      length: task.host.card.reflectLength)
  }

  func retryRequest() -> TurnRequest {
    let text = task.host.card.again ?? OutsideWords.again
    return TurnRequest(
      text.replacing(
        Slot.prompt, with: opening.prompt.replacing(Slot.advice, with: task.note(nil))),
      length: opening.length)
  }

  var feedback: String {
    if let feedback = turns.last?.answer.feedback { return feedback }
    return OutsideWords.feedback(
      ending: isOver ? turns.last?.answer.transition.outcome : nil,
      reward: turns.reduce(0) { $0 + $1.answer.transition.reward })
  }

  /// What is put into the words of a world.
  private enum Slot {
    static let advice = "{advice}"
    static let memory = "{memory}"
    static let feedback = "{feedback}"
    static let prompt = "{prompt}"
  }
}
