import RunModel
import Synchronization

/// Keeps what a control told that its loop does.
final class StateRecorder: Sendable {
  private let states = Mutex<[EngineState]>([])

  var all: [EngineState] { states.withLock { $0 } }

  /// What is told of phases and pace beside a state is left out.
  func add(_ activity: EngineActivity) {
    states.withLock { if $0.last != activity.state { $0.append(activity.state) } }
  }
}
