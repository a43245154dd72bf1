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

  /// What trains the run, where and at what.
  var sight: EngineSight? {
    if case .working(let sight) = presence { sight } else { nil }
  }

  /// Puts together what was seen and what the log says.
  ///
  /// - Parameters:
  ///   - log: how the run is by its log.
  ///   - isWhole: whether the log was read to its end since the last look.
  ///   - growth: whether the log grows, as far as it was watched.
  mutating func conclude(_ log: RunState.Status, isWhole: Bool, growth: LogGrowth) {
    if case .working(let sight) = presence {
      status = EngineStatus(sight.activity.state)
      return
    }
    guard isWhole else { return }
    status = EngineStatus(log) ?? EngineStatus(hasWorked ? .died : presence, growth, of: run)
  }
}

/// Whether a log grows while it is watched.
enum LogGrowth {
  case growing
  case still
  /// It is a pipe that is open, which nobody can tell anything of.
  case unknown
}

extension EngineStatus {
  /// Whether it would be another if the log grew.
  var mayGrow: Bool { self == .unfinished || self == .copied }

  init(_ state: EngineState) {
    switch state {
    case .running: self = .running
    case .pausing: self = .pausing
    case .paused: self = .paused
    case .stepping: self = .stepping
    case .stopping: self = .stopping
    case .waiting: self = .waiting
    }
  }

  /// How a run is that its log says the end of; `nil` for one that it says none of.
  init?(_ log: RunState.Status) {
    switch log {
    case .finished: self = .finished
    case .failed(_, let reason): self = .failed(reason)
    case .stopped: self = .stopped
    case .waiting, .running, .paused: return nil
    }
  }

  /// How a run is whose log has no end, and that nothing here trains; `nil` where nobody can know.
  init?(_ presence: EnginePresence, _ growth: LogGrowth, of run: RunDirectory?) {
    switch (presence, growth) {
    case (.died, _): self = .dead(run?.lastWords())
    case (_, .growing): self = .growing
    case (_, .unknown): return nil
    case (.copied, .still): self = .copied
    case (_, .still): self = .unfinished
    }
  }
}
