import RunModel
import Synchronization

/// What a person or program wants of a running loop.
///
/// The loop asks between phases; everyone else may tell at any time, from any thread.
package final class TrainingControl: Sendable {
  /// How far a paused loop may go.
  package enum Allowance: Sendable, Equatable {
    case nothing
    case onePhase
    /// Until the next training step would begin.
    case restOfStep
  }

  /// What a loop does that has come to its next phase.
  package enum Turn: Sendable, Equatable {
    case go
    /// Between two steps only: saves a checkpoint, then asks again.
    case checkpoint
    /// Between two steps only.
    case stop
  }

  private struct State {
    var isPaused = false
    var isStepping = false
    var allowance = Allowance.nothing
    /// Who asked the run to end.
    var stopper: String?
    var wantsCheckpoint = false
    var interventions: [Intervention] = []
    var waiting: (phase: TrainingPhase, continuation: CheckedContinuation<Turn, any Error>)?
    /// The phase that the loop came to last.
    var phase: TrainingPhase?
    var pace = Pace.free
    /// Whether the loop waits for a model that cannot be had.
    var isOutOfReach = false
    /// Ends what the loop is at.
    var giveUp: (@Sendable () -> Void)?

    /// What a phase may do now, or `nil` if it must wait; uses up what was allowed.
    mutating func turn(before phase: TrainingPhase, isWaiting: Bool) -> Turn? {
      if phase == .first {
        if stopper != nil { return .stop }
        if wantsCheckpoint {
          wantsCheckpoint = false
          return .checkpoint
        }
      }
      guard isPaused else { return .go }
      switch allowance {
      case .nothing: return nil
      case .onePhase:
        allowance = .nothing
        return .go
      case .restOfStep:
        // Whoever waits before a new step goes through that one.
        guard phase == .first, !isWaiting else { return .go }
        allowance = .nothing
        return nil
      }
    }

    var activity: EngineActivity { EngineActivity(doing, phase: phase, pace: pace) }

    var doing: EngineState {
      if stopper != nil { return .stopping }
      if isOutOfReach { return .waiting }
      if waiting != nil { return .paused }
      if isStepping { return .stepping }
      return isPaused ? .pausing : .running
    }
  }

  private let state = Mutex(State())
  private let telling = Mutex(Telling())
  private let onChange: @Sendable (EngineActivity) -> Void
  private let pacing: (any Pacing)?

  /// - Parameters:
  ///   - pacing: holds phases back at a pace, if anything does.
  ///   - onChange: told what the loop does when that changes, on any thread.
  package init(
    pacing: (any Pacing)? = nil,
    onChange: @escaping @Sendable (EngineActivity) -> Void = { _ in }
  ) {
    self.pacing = pacing
    self.onChange = onChange
  }

  /// What the loop is doing.
  package var doing: EngineState { state.withLock { $0.doing } }

  /// The same with where it is, and at what pace.
  package var activity: EngineActivity { state.withLock { $0.activity } }

  /// The training steps a second that the loop is held to; `nil` while nothing holds it, or
  /// something else does.
  private var rate: Double? {
    state.withLock { state in
      guard case .stepsPerSecond(let rate) = state.pace, state.doing == .running else { return nil }
      return rate
    }
  }

  /// Whether nobody holds the loop or steps through its phases.
  package var isFree: Bool { state.withLock { !$0.isPaused && $0.stopper == nil } }

  /// Who asked the run to end, if somebody did.
  package var stopper: String? { state.withLock { $0.stopper } }

  /// Holds the loop before its next phase.
  package func pause() {
    change {
      $0.isPaused = true
      $0.isStepping = false
      $0.allowance = .nothing
    }
  }

  /// Lets the loop go on.
  package func resume() {
    change {
      $0.isPaused = false
      if $0.pace == .byHand { $0.pace = .free }
      $0.isStepping = false
    }
  }

  /// Goes at another pace from now on.
  ///
  /// By hand is held before each phase; any other pace lets go of a loop that was held so.
  package func set(_ pace: Pace) {
    change {
      if pace == .byHand {
        $0.isPaused = true
        $0.isStepping = false
        $0.allowance = .nothing
      } else if $0.pace == .byHand {
        $0.isPaused = false
        $0.isStepping = false
      }
      $0.pace = pace
    }
  }

  /// Lets the loop go on for a while, then holds it again.
  package func step(_ allowance: Allowance = .onePhase) {
    change {
      $0.isPaused = true
      $0.isStepping = true
      $0.allowance = allowance
    }
  }

  /// Ends the run after the step under way, with a checkpoint.
  package func stop(by who: String = "") {
    change {
      $0.stopper = $0.stopper ?? who
      $0.isPaused = false
    }
  }

  /// Says whether the loop waits for a model that cannot be had.
  package func set(outOfReach isOutOfReach: Bool) {
    change { $0.isOutOfReach = isOutOfReach }
  }

  /// Says how to end what the loop is at, for a stop that would otherwise wait for a model that may
  /// never come back.
  package func whenHopeless(_ giveUp: @escaping @Sendable () -> Void) {
    change { $0.giveUp = giveUp }
  }

  /// Asks for a checkpoint after the step under way.
  package func saveCheckpoint() {
    change { $0.wantsCheckpoint = true }
  }

  /// Has something done before the next training step.
  package func add(_ intervention: Intervention) {
    change { $0.interventions.append(intervention) }
  }

  /// What was asked for since the last call.
  func takeInterventions() -> [Intervention] {
    state.withLock { state in
      defer { state.interventions = [] }
      return state.interventions
    }
  }

  /// Returns when a phase may run, or something else is to be done before it.
  ///
  /// - Throws: `CancellationError` where whoever waits is cancelled.
  package func turn(before phase: TrainingPhase) async throws -> Turn {
    await pacing?.wait(before: phase) { rate }
    state.withLock { $0.phase = phase }
    tell()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        wait(before: phase, continuation)
      }
    } onCancel: {
      giveUp()
    }
  }

  private func wait(
    before phase: TrainingPhase, _ continuation: CheckedContinuation<Turn, any Error>
  ) {
    let turn = state.withLock { state in
      let turn = state.turn(before: phase, isWaiting: false)
      if turn == nil {
        state.waiting = (phase, continuation)
        state.isStepping = false
      }
      return turn
    }
    if Task.isCancelled {
      // Cancelled before anybody could know whom to wake.
      let isKnown = state.withLock { state in
        defer { state.waiting = nil }
        return turn != nil || state.waiting != nil
      }
      if isKnown { continuation.resume(throwing: CancellationError()) }
    } else if let turn {
      continuation.resume(returning: turn)
    } else {
      tell()
    }
  }

  private func giveUp() {
    let waiting = state.withLock { state in
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.continuation.resume(throwing: CancellationError())
  }

  private func change(_ change: (inout State) -> Void) {
    let answer: (CheckedContinuation<Turn, any Error>, Turn)? = state.withLock { state in
      change(&state)
      guard let waiting = state.waiting,
        let turn = state.turn(before: waiting.phase, isWaiting: true)
      else { return nil }
      state.waiting = nil
      return (waiting.continuation, turn)
    }
    tell()
    if let (continuation, turn) = answer { continuation.resume(returning: turn) }
    let giveUp = state.withLock { $0.stopper != nil && $0.isOutOfReach ? $0.giveUp : nil }
    giveUp?()
  }

  /// Tells what the loop does now, if that was not told yet.
  ///
  /// Nothing is locked while it is told, since whoever listens may write a file. One thread tells
  /// at a time, and looks again before it leaves, so the last word is true.
  private func tell() {
    while let news = telling.withLock({ $0.news(of: activity) }) {
      onChange(news)
      telling.withLock { $0.isBusy = false }
    }
  }

  private struct Telling {
    var last = EngineActivity(.running)
    var isBusy = false

    /// What is to be told, by whoever asks first.
    mutating func news(of doing: EngineActivity) -> EngineActivity? {
      guard !isBusy, doing != last else { return nil }
      (last, isBusy) = (doing, true)
      return doing
    }
  }
}
