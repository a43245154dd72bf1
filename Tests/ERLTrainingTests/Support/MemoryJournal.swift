import ERLTraining
import RunModel
import Synchronization

/// Keeps a run's events in memory.
final class MemoryJournal: RunJournal {
  private let kept = Mutex<[RunEvent]>([])

  var events: [RunEvent] { kept.withLock { $0 } }

  func record(_ event: RunEvent) throws { kept.withLock { $0.append(event) } }

  /// Cuts off what came after a checkpoint.
  func truncate(to count: Int) { kept.withLock { $0.removeSubrange(count...) } }

  func begin(_ phase: TrainingPhase?) {}
  var elapsed: Double { 0 }
  var offset: Int { events.count }
  func synchronize() throws {}

  func checkpointFolder(step: Int) -> (path: String, name: String) {
    ("step-\(step)", "step-\(step)")
  }
}

/// A loop on the guessing game, with what it writes to and learns by.
struct TestRun {
  let policy = ListeningPolicy()
  let journal = MemoryJournal()
  let control = TrainingControl()

  func loop(_ change: (inout RunConfiguration) -> Void = { _ in }) -> ERLLoop {
    var configuration = RunConfiguration()
    configuration.steps = 4
    configuration.promptsPerStep = 3
    configuration.checkpointEvery = 2
    configuration.evaluation.every = 2
    configuration.evaluation.episodes = 10
    change(&configuration)
    return ERLLoop(
      configuration: configuration, environment: GuessingGame(), policy: policy, journal: journal,
      control: control)
  }
}
