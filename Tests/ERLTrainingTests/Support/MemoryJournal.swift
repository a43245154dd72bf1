import RLCore
import RunModel
import Synchronization

@testable import ERLTraining

/// Keeps a run's events in memory.
final class MemoryJournal: RunJournal {
  private let kept = Mutex<[RunEvent]>([])

  var events: [RunEvent] { kept.withLock { $0 } }

  /// Which event cannot be written, once; none if `nil`.
  let refused = Mutex<(@Sendable (RunEvent) -> Bool)?>(nil)

  struct Full: Error {}

  func record(_ event: RunEvent) throws {
    let isRefused = refused.withLock { refuses in
      guard refuses?(event) == true else { return false }
      refuses = nil
      return true
    }
    if isRefused { throw Full() }
    held.withLock { held in
      if held == nil { kept.withLock { $0.append(event) } } else { held?.append(event) }
    }
  }

  /// What waits, where events are held back.
  private let held = Mutex<[RunEvent]?>(nil)
  /// Whether it can hold events back; how often it did.
  let holds = Mutex<(isAble: Bool, count: Int)>((false, 0))

  func hold() -> Bool {
    holds.withLock { holds in
      guard holds.isAble else { return false }
      holds.count += 1
      held.withLock { $0 = [] }
      return true
    }
  }

  func recordAhead(_ event: RunEvent) throws { kept.withLock { $0.append(event) } }

  func release() throws {
    held.withLock { held in
      kept.withLock { $0 += held ?? [] }
      held = nil
    }
  }

  func discardHeld() { held.withLock { $0 = nil } }

  /// Cuts off what came after a checkpoint.
  func truncate(to count: Int) { kept.withLock { $0.removeSubrange(count...) } }

  func begin(_ phase: TrainingPhase?) {}
  var elapsed: Double { 0 }
  var place: LogPlace { LogPlace(offset: events.count) }
  func synchronize() throws {}

  private let checkpoints = Mutex<[Int: [UInt8]]>([:])

  /// The loop's own state in the checkpoint of a step.
  func state(ofStep step: Int) throws -> LoopState {
    try LoopState(decoding: checkpoints.withLock { $0[step] ?? [] })
  }

  var savedSteps: [Int] { checkpoints.withLock { $0.keys.sorted() } }

  func makeCheckpoint(
    step: Int, state: [UInt8], _ write: @Sendable (_ folder: String) async throws -> Void
  ) async throws {
    try await write(checkpointName(step: step))
    checkpoints.withLock { $0[step] = state }
  }

  func checkpointName(step: Int) -> String { "step-\(step)" }
}

/// A loop on the guessing game, with what it writes to and learns by.
struct TestRun {
  let policy = ListeningPolicy()
  let journal = MemoryJournal()
  let control = TrainingControl()

  /// A loop that takes up a checkpoint of this run.
  func resumed(
    at step: Int, in world: any Environment = GuessingGame(),
    _ change: (inout RunConfiguration) -> Void = { _ in }
  ) async throws -> ERLLoop {
    var loop = loop(in: world, change)
    try await loop.restore(
      journal.state(ofStep: step), from: journal.checkpointName(step: step))
    journal.truncate(to: loop.state.logOffset)
    return loop
  }

  func loop(
    in world: any Environment = GuessingGame(), by another: (any TrainablePolicy)? = nil,
    reflector: (any Policy)? = nil, _ change: (inout RunConfiguration) -> Void = { _ in }
  ) -> ERLLoop {
    var configuration = RunConfiguration()
    configuration.steps = 4
    configuration.promptsPerStep = 3
    configuration.checkpointEvery = 2
    configuration.evaluation.every = 2
    configuration.evaluation.episodes = 10
    change(&configuration)
    return ERLLoop(
      configuration: configuration, environment: world, policy: another ?? policy,
      reflector: reflector, journal: journal, control: control)
  }
}
