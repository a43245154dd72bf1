import RunModel
import Synchronization

/// Keeps what a control told that its loop does.
final class StateRecorder: Sendable {
  private let states = Mutex<[EngineState]>([])

  var all: [EngineState] { states.withLock { $0 } }

  func add(_ state: EngineState) { states.withLock { $0.append(state) } }
}
