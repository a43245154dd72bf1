import Dashboard
import RunLog
import RunModel

/// Finds out what the engine of a run is doing, wherever it runs: by its lock and its log.
struct EngineWatch {
  /// Only a run's folder says who writes it; a log alone or a pipe does not.
  let run: RunDirectory?
  private var presence = EnginePresence.none
  /// Whether an engine was seen at work, so that its end is noticed.
  private var hasWorked = false
  private(set) var status: EngineStatus?

  init(_ run: RunDirectory?) {
    self.run = run
  }

  /// Whether there is an engine that orders can be given to.
  var isWorking: Bool {
    if case .working = presence { true } else { false }
  }

  /// Looks at the lock; to be called before the log is read, so that a lock that is gone means that
  /// the log is whole.
  mutating func look() {
    presence = (try? run?.enginePresence()) ?? .none
    if isWorking { hasWorked = true }
  }

  /// Puts together what was seen and what the log says.
  ///
  /// - Parameters:
  ///   - log: how the run is by its log.
  ///   - isWhole: whether the log was read to its end since the last look.
  mutating func conclude(_ log: RunState.Status, isWhole: Bool) {
    switch presence {
    case .working(_, let state): status = EngineStatus(state)
    case .none, .died:
      guard isWhole else { return }
      status = EngineStatus(log, hasVanished: hasWorked || presence == .died)
    }
  }
}

extension EngineStatus {
  init(_ state: EngineState) {
    switch state {
    case .running: self = .running
    case .pausing: self = .pausing
    case .paused: self = .paused
    case .stepping: self = .stepping
    case .stopping: self = .stopping
    }
  }

  /// How it is without an engine; `nil` for a record of which nobody knows how it ended.
  init?(_ log: RunState.Status, hasVanished: Bool) {
    switch log {
    case .finished: self = .finished
    case .failed(_, let reason): self = .failed(reason)
    case .stopped: self = .stopped
    case .waiting, .running, .paused:
      guard hasVanished else { return nil }
      self = .dead
    }
  }
}
