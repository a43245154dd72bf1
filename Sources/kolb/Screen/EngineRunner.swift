import Dashboard
import ERLTraining
import Synchronization

/// Runs an engine beside the screen and says how it is doing.
final class EngineRunner: Sendable {
  let engine: TrainingEngine
  private struct State {
    var outcome: Result<ERLLoop.Ending, any Error>?
    var isStepping = false
    var isPaused = false
  }
  private let state = Mutex(State())

  /// Begins to train.
  ///
  /// `onEnd` is called on another thread when training is over.
  init(_ engine: TrainingEngine, onEnd: @escaping @Sendable () -> Void) {
    self.engine = engine
    Task.detached(priority: .utility) { [self] in
      let outcome: Result<ERLLoop.Ending, any Error>
      do { outcome = .success(try await engine.train()) } catch { outcome = .failure(error) }
      state.withLock { $0.outcome = outcome }
      onEnd()
    }
  }

  /// How training ended; `nil` while it goes on.
  var outcome: Result<ERLLoop.Ending, any Error>? { state.withLock { $0.outcome } }

  /// What the engine is doing now.
  var status: EngineStatus {
    let state = state.withLock { $0 }
    switch state.outcome {
    case .success(.finished): return .finished
    case .success(.stopped): return .stopping
    case .failure(let error): return .failed("\(error)")
    case nil: break
    }
    if engine.control.isStopping { return .stopping }
    if engine.control.isHolding { return .paused }
    return state.isStepping ? .stepping : state.isPaused ? .pausing : .running
  }

  func pause() throws {
    state.withLock { ($0.isPaused, $0.isStepping) = (true, false) }
    engine.control.pause()
    try engine.note("pause")
  }

  func resume() throws {
    state.withLock { ($0.isPaused, $0.isStepping) = (false, false) }
    try engine.note("resume")
    engine.control.resume()
  }

  func step(_ stride: Command.Stride) {
    state.withLock { ($0.isPaused, $0.isStepping) = (true, true) }
    engine.control.step(stride == .phase ? .onePhase : .restOfStep)
  }
}
