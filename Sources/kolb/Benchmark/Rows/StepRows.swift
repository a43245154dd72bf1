import ERLTraining
import Foundation
import RLCore
import RunModel

/// What the default run does: its updates, its steps, and all of it.
enum StepRows {
  static func rows(threads: Int) -> [BenchmarkRow] {
    [
      BenchmarkRow(
        "update-\(threads)",
        "update on the rows of the default run (groups of 4, shared prompts), one of its first 4",
        .seconds, threads: threads
      ) { try updates($0, threads: threads) },
      BenchmarkRow(
        "step-\(threads)", "whole training step of the default run, without evaluation",
        .seconds, threads: threads
      ) { try steps($0, threads: threads) },
      BenchmarkRow(
        "run-\(threads)", "whole default run, with evaluations, checkpoints and its log",
        .seconds, threads: threads, warmsUp: false
      ) { bench in
        let configuration = try bench.configuration(threads: threads)
        return {
          let folder = bench.newFolder()
          defer { try? FileManager.default.removeItem(at: folder) }
          return try Stopwatch { try train(configuration, in: folder.path) }.time()
        }
      },
    ]
  }

  private static func updates(
    _ bench: Workbench, threads: Int
  ) throws -> BenchmarkRow.Measurement {
    let recorded = try bench.recordedSteps()
    let start = try Start(of: bench, threads: threads)
    let update = PolicyUpdate(
      policy: start.policy, options: start.configuration.optimizer,
      temperature: Float(start.configuration.policy.temperature),
      threshold: start.configuration.erl.threshold)
    return {
      try start.restore()
      return try Stopwatch {
        for step in recorded.steps {
          _ = try blocking { try await update.apply(step.batches) }
        }
      }.time(each: recorded.steps.count)
    }
  }

  private static func steps(
    _ bench: Workbench, threads: Int
  ) throws -> BenchmarkRow.Measurement {
    let start = try Start(of: bench, threads: threads)
    return { try time(RecordedSteps.count, from: start).time(each: RecordedSteps.count) }
  }

  /// Whole training steps from the beginning of the default run on, whose episodes grow in number.
  static func firstSteps(
    _ bench: Workbench, count: Int, threads: Int
  ) throws -> SweepAxis.Measurement {
    let start = try Start(of: bench, threads: threads)
    return { try time(count, from: start).seconds }
  }

  /// What so many whole training steps take.
  private static func time(_ steps: Int, from start: Start) throws -> Stopwatch {
    try start.restore()
    let loop = start.loop
    return try Stopwatch {
      try blocking {
        var loop = loop
        for _ in 0..<steps { try await loop.trainStep() }
      }
    }
  }

  private static func train(_ configuration: RunConfiguration, in folder: String) throws {
    let ending = try blocking {
      let engine = try await TrainingEngine.begin(configuration, in: folder) { _ in }
      defer { engine.close() }
      return try await engine.train()
    }
    guard ending == .finished else { throw CancellationError() }
  }
}

/// The default run before its first step, to which it can be brought back.
private struct Start {
  let configuration: RunConfiguration
  let policy: any TrainablePolicy
  let loop: ERLLoop
  private let folder: String

  init(of bench: Workbench, threads: Int) throws {
    configuration = try bench.configuration(threads: threads)
    let request = PartsRequest(configuration)
    let place = bench.newFolder()
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let (parts, learner) = try blocking {
      let parts = try await RunParts(request, indexFolder: place.path)
      let learner = try await request.makeLearner()
      try await learner.save(to: place.path)
      return (parts, learner)
    }
    folder = place.path
    policy = learner
    loop = ERLLoop(
      configuration: configuration, environment: parts.environment, policy: learner,
      reflector: parts.reflector, journal: SilentJournal(), control: TrainingControl())
  }

  func restore() throws {
    let (policy, folder) = (policy, folder)
    try blocking { try await policy.load(from: folder) }
  }
}
