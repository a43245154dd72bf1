import ERLTraining
import Foundation
import RunLog
import RunModel
import Synchronization

/// The log of a long run: that of a short one again and again, its steps and episodes counted on.
struct LongLog {
  private let configuration: RunConfiguration
  private let start: RunEvent
  /// What happened in the short run, its beginning and its end left out.
  private let events: [RunEvent]
  private let size: EventCounts

  /// Trains the short run.
  init(of configuration: RunConfiguration, steps: Int = 20, in folder: URL) throws {
    var configuration = configuration
    configuration.steps = steps
    self.configuration = configuration
    let place = folder.appending(path: "short")
    defer { try? FileManager.default.removeItem(at: place) }
    let recorded = Mutex<[RunEvent]>([])
    try blocking { [configuration] in
      let engine = try await TrainingEngine.begin(configuration, in: place.path) { event in
        recorded.withLock { $0.append(event) }
      }
      defer { engine.close() }
      _ = try await engine.train()
    }
    let all = recorded.withLock { $0 }
    guard let start = all.first else { throw CancellationError() }
    self.start = start
    events = all.dropFirst().filter { event in
      if case .runFinished = event { false } else { true }
    }
    size = events.reduce(into: EventCounts()) { $0.take($1) }
  }

  /// Writes a run of at least so many episodes.
  func write(to path: String, episodes: Int) throws {
    let run = try RunDirectory(creating: path, configuration: configuration)
    let writer = try EventWriter(run)
    defer { writer.close() }
    let times = max(1, (episodes + size.episodes - 1) / max(size.episodes, 1))
    try writer.append(logged(start, 0))
    var batch: [LoggedEvent] = []
    for repetition in 0..<times {
      let offset = size.times(repetition)
      for event in events {
        // What stands before the first step was evaluated behind the last one.
        if repetition > 0, case .evaluation(let record) = event, record.step == 0 { continue }
        batch.append(logged(event.counted(on: offset), offset.steps))
        if batch.count >= 256 {
          try writer.append(batch)
          batch.removeAll(keepingCapacity: true)
        }
      }
    }
    batch.append(logged(.runFinished(step: times * size.steps), times * size.steps))
    try writer.append(batch)
  }

  /// As if each step had taken a tenth of a second.
  private func logged(_ event: RunEvent, _ step: Int) -> LoggedEvent {
    LoggedEvent(event, time: EventTime(elapsed: Double(step) / 10))
  }
}

/// How far a run has counted.
private struct EventCounts {
  var steps = 0
  var episodes = 0
  var groups = 0
  var reflections = 0

  func times(_ count: Int) -> EventCounts {
    EventCounts(
      steps: steps * count, episodes: episodes * count, groups: groups * count,
      reflections: reflections * count)
  }

  mutating func take(_ event: RunEvent) {
    switch event {
    case .attempt(let attempt) where attempt.measure == nil:
      episodes = max(episodes, attempt.episode)
      groups = max(groups, attempt.group)
    case .reflection(let reflection): reflections = max(reflections, reflection.id)
    case .memory(let change): reflections = max(reflections, change.id)
    case .update(let update): steps = max(steps, update.step)
    default: break
    }
  }
}

extension RunEvent {
  /// The same event of a later repetition.
  fileprivate func counted(on offset: EventCounts) -> RunEvent {
    switch self {
    case .attempt(var attempt):
      attempt.step += offset.steps
      if attempt.measure == nil {
        attempt.episode += offset.episodes
        attempt.group += offset.groups
      }
      attempt.reflection = attempt.reflection.map { $0 + offset.reflections }
      attempt.of = attempt.of.map { $0 + offset.episodes }
      return .attempt(attempt)
    case .reflection(var reflection):
      reflection.step += offset.steps
      reflection.episode += offset.episodes
      reflection.id += offset.reflections
      reflection.from = reflection.from.map { $0 + offset.reflections }
      return .reflection(reflection)
    case .memory(var change):
      change.step += offset.steps
      change.episode += offset.episodes
      change.id += offset.reflections
      return .memory(change)
    case .update(var update):
      update.step += offset.steps
      return .update(update)
    case .evaluation(var evaluation):
      evaluation.step += offset.steps
      return .evaluation(evaluation)
    case .checkpoint(var checkpoint):
      checkpoint.step += offset.steps
      return .checkpoint(checkpoint)
    default: return self
    }
  }
}
