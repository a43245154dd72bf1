import Basics
import RLCore

/// One of the processes that a world runs in, begun again whenever it is gone.
actor WorldSlot {
  /// Starts in a row that may fail.
  private static let mostFailedStarts = 3

  private let program: WorldProgram
  private var running: RunningWorld?
  private var starting: Task<RunningWorld, any Error>?
  /// Who the world said it was first, which it must remain.
  private var card: WorldCard?
  private(set) var starts = 0
  /// Why it is not begun any more.
  private var refusal: WorldFault?

  init(_ program: WorldProgram) {
    self.program = program
  }

  deinit { running?.process.close() }

  /// Times that it had to be begun again.
  var restarts: Int { max(starts - 1, 0) }

  /// The process as it runs now, or begun again.
  ///
  /// - Throws: `WorldFault` where it cannot be.
  func process() async throws -> RunningWorld {
    if let refusal { throw refusal }
    if let running, running.process.isAlive { return running }
    if let starting { return try await starting.value }
    let task = Task { try await start() }
    starting = task
    defer { starting = nil }
    return try await task.value
  }

  private func start() async throws -> RunningWorld {
    var fault = WorldFault.start("nothing was tried")
    for _ in 0..<Self.mostFailedStarts {
      do {
        let world = try await attempt()
        running = world
        return world
      } catch let error as WorldFault {
        fault = error
        if case .refused = error { break }
      }
    }
    refusal = fault
    throw fault
  }

  private func attempt() async throws -> RunningWorld {
    starts += 1
    let process: WorldProcess
    do {
      process = try WorldProcess(program.words, patience: program.patience)
    } catch {
      throw WorldFault.refused(program: program.words[0], reason: error.reason)
    }
    do {
      let answer = try await process.ask(.hello(wording: program.wording))
      let fields = try AnswerFields(answer)
      if let error = try fields.text("error") { throw WorldFault.start("it says: \(error)") }
      let card = try WorldCard(fields)
      if let first = self.card, first != card {
        throw WorldFault.start("it is no longer '\(first.name)' as it was when it was begun first")
      }
      self.card = card
      return RunningWorld(process: process, number: starts, card: card)
    } catch {
      process.close()
      switch error {
      case let problem as AnswerProblem: throw WorldFault.start("its answer is wrong: \(problem)")
      case WorldLoss.failed(let words), WorldLoss.gone(let words): throw WorldFault.start(words)
      case is WorldLoss: throw WorldFault.start("it went")
      default: throw error
      }
    }
  }
}

/// A process of a world that has said who it is.
struct RunningWorld: Sendable {
  let process: WorldProcess
  /// Which of the slot's processes it is.
  let number: Int
  let card: WorldCard
}

/// What is started, and how it is spoken to.
struct WorldProgram: Sendable {
  /// The program and its arguments.
  let words: [String]
  let patience: WorldProcess.Patience
  /// The wording that is asked for.
  let wording: Wording
}
