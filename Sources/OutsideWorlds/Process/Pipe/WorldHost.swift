import Basics
import RLCore
import Synchronization

/// The processes of a world, and the attempts and tasks that they are asked about.
final class WorldHost: Sendable {
  let card: WorldCard
  let wording: Wording
  /// Turns after which an attempt is over, whatever the world says.
  let mostTurns: Int
  /// The words of a text that the model cannot read; `nil` where it reads any.
  let unreadable: (@Sendable (String) -> [String])?
  private let slots: [WorldSlot]
  private let next = Atomic(0)
  /// Whether a task is trained on, by the digest of its name.
  private let isTrainedOn = Mutex<[UInt64: Bool]>([:])

  /// Starts the first of the processes and hears who the world is.
  ///
  /// - Throws: `WorldFault`.
  init(_ program: WorldProgram, processes: Int, mostTurns: Int, request: WorldManners) async throws
  {
    slots = (0..<max(processes, 1)).map { _ in WorldSlot(program) }
    self.mostTurns = mostTurns
    unreadable = request.unreadable
    card = try await slots[0].process().card
    if card.wordings.contains(program.wording) {
      wording = program.wording
    } else if let other = card.wordings.first, !request.mustSpeak {
      wording = other
    } else {
      throw WorldFault.wording(world: card.name, speaks: card.wordings, asked: program.wording)
    }
  }

  /// Times that processes had to be begun again.
  var restarts: Int {
    get async {
      var count = 0
      for slot in slots { count += await slot.restarts }
      return count
    }
  }

  /// A process for something new, by turns.
  func process() async throws -> RunningWorld {
    let place = next.add(1, ordering: .relaxed).newValue
    return try await slots[place % slots.count].process()
  }

  /// A number that no other attempt has.
  func episodeNumber() -> Int { next.add(1, ordering: .relaxed).newValue }

  /// Asks about a task; a process that goes meanwhile is begun again, as often as may be.
  ///
  /// - Throws: `WorldFault`.
  func task(at place: TaskPlaceInSplit) async throws -> TaskAnswer {
    var fault = WorldFault.lost("it went")
    for _ in 0..<Self.mostTries {
      do {
        let answer = try await process().process.ask(.task(place))
        let task = try Self.read(answer) { fields throws(AnswerProblem) in
          try TaskAnswer(fields)
        }
        try check(task, in: place.split)
        return task
      } catch WorldLoss.failed(let words) {
        fault = .lost(words)
      } catch WorldLoss.gone(let words) {
        fault = .lost(words)
      } catch WorldLoss.interrupted {
      }
    }
    throw fault
  }

  private static let mostTries = 3

  /// What is read from an answer, unless the world says that something went wrong.
  ///
  /// - Throws: `WorldFault`.
  static func read<Value>(
    _ answer: JSONValue, as value: (AnswerFields) throws(AnswerProblem) -> Value
  ) throws(WorldFault) -> Value {
    do {
      let fields = try AnswerFields(answer)
      guard let error = try fields.text("error") else { return try value(fields) }
      throw WorldFault.said(WorldText.line(error, upTo: 400))
    } catch let fault as WorldFault {
      throw fault
    } catch {
      throw .answer("\(error)")
    }
  }

  /// Holds a text of the world to the words of the model.
  ///
  /// - Throws: `WorldFault.unreadable`.
  func check(_ text: String, in place: String) throws(WorldFault) {
    guard let words = unreadable?(text), !words.isEmpty else { return }
    throw .unreadable(words: words, in: place)
  }

  /// A task that is trained on is never measured with.
  private func check(_ task: TaskAnswer, in split: TaskSplit) throws(WorldFault) {
    let isTraining = split == .training
    let name = FNV1a.hash(task.name.utf8)
    let known = isTrainedOn.withLock { tasks in
      defer { if tasks[name] == nil { tasks[name] = isTraining } }
      return tasks[name]
    }
    if let known, known != isTraining { throw .inBothSplits(task: task.name) }
  }
}

/// What a model asks of a world that it is to act in.
struct WorldManners: Sendable {
  /// Whether it reads no other wording.
  var mustSpeak = true
  /// The words of a text that it cannot read; `nil` where it reads any.
  var unreadable: (@Sendable (String) -> [String])?
}
