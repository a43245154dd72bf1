import ConfigurationFiles
import ERLTraining
import Environments
import Foundation
import LocalPolicy
import RLCore
import RunLog
import RunModel
import TinyTransformer

/// A run that is under way in this process: its loop, and the handles to steer it.
struct TrainingEngine: Sendable {
  let run: RunDirectory
  let configuration: RunConfiguration
  let control: TrainingControl
  /// What people should know of where the tasks come from.
  let notes: [String]
  private let loop: ERLLoop
  private let journal: LogJournal
  private let orders: OrderReader
  private let person: PersonDesk

  /// The version that is written into every run.
  static let version = "0.1.0"

  /// Gets a new run ready, in a folder of its own.
  ///
  /// - Parameters:
  ///   - configuration: what to do.
  ///   - folder: where the run lives; `nil` makes a fresh name under `runs/`.
  ///   - onEvent: told of every event once it is in the log.
  /// - Returns: an engine that waits for `train`.
  /// - Throws: what is wrong with the configuration, the base model or the folder, before
  ///   anything is written.
  static func begin(
    _ configuration: RunConfiguration, in folder: String?,
    onEvent: @escaping @Sendable (RunEvent) -> Void
  ) async throws -> TrainingEngine {
    let environment = try configuration.makeEnvironment(
      keepingIndexesIn: folder.map(Self.parent) ?? "runs")
    let base = try configuration.loadBase()
    let run: RunDirectory
    if let folder {
      run = try RunDirectory(creating: folder, configuration: configuration)
    } else {
      run = try RunDirectory(creatingIn: "runs", configuration: configuration)
    }
    let journal = LogJournal(try EventWriter(run), onEvent: onEvent)
    let engine = try TrainingEngine(
      run: run, configuration: configuration, environment: environment, base: base,
      journal: journal)
    try journal.record(.runStarted(engine.start(environment)))
    return engine
  }

  /// Takes up a run where its last checkpoint left it, or from the beginning if there is none.
  static func resume(
    _ run: RunDirectory, steps: Int? = nil, onEvent: @escaping @Sendable (RunEvent) -> Void
  ) async throws -> TrainingEngine {
    var configuration = try RunConfiguration(
      toml: run.configurationText(), file: run.configurationPath)
    if let steps { configuration.steps = steps }
    let environment = try configuration.makeEnvironment(
      keepingIndexesIn: Self.parent(of: run.path))
    let base = try configuration.loadBase()
    let deeds = try run.deeds()
    let (writer, checkpoint) = try await EventWriter.resuming(run) { folder in
      try await folder.logOffset(base: base)
    }
    guard let checkpoint else {
      let journal = LogJournal(writer, onEvent: onEvent)
      var engine = try TrainingEngine(
        run: run, configuration: configuration, environment: environment, base: base,
        journal: journal)
      engine.plan(deeds.map(\.event))
      try journal.record(.runStarted(engine.start(environment)))
      return engine
    }
    let state = try LoopState(at: checkpoint.path)
    let journal = LogJournal(writer, elapsed: state.elapsed, onEvent: onEvent)
    var engine = try TrainingEngine(
      run: run, configuration: configuration, environment: environment, base: base,
      journal: journal)
    try await engine.restore(from: checkpoint.path)
    engine.plan(deeds.filter { $0.offset >= state.logOffset }.map(\.event))
    return engine
  }

  /// Does again what people did to the part of the run that was cut off.
  private mutating func plan(_ deeds: [RunEvent]) {
    var loop = loop
    loop.plan(deeds)
    self = TrainingEngine(self, loop: loop)
  }

  private init(
    run: RunDirectory, configuration: RunConfiguration, environment: any Environment,
    base: SavedModel, journal: LogJournal
  ) throws {
    self.run = run
    self.configuration = configuration
    let threads = configuration.threads > 0 ? configuration.threads : nil
    orders = try OrderReader(run)
    control = TrainingControl { journal.tell($0) }
    notes = environment.notes
    self.journal = journal
    person = PersonDesk()
    var loop = ERLLoop(
      configuration: configuration, environment: environment,
      policy: LocalPolicy(base: base, threads: threads),
      frozenPolicy: configuration.erl.reflector == .frozen
        ? LocalPolicy(base: base, threads: threads) : nil,
      journal: journal, control: control)
    loop.person = person
    self.loop = loop
  }

  private init(_ engine: TrainingEngine, loop: ERLLoop) {
    run = engine.run
    configuration = engine.configuration
    control = engine.control
    notes = engine.notes
    journal = engine.journal
    orders = engine.orders
    person = engine.person
    self.loop = loop
  }

  private mutating func restore(from folder: String) async throws {
    var loop = loop
    try await loop.restore(from: folder)
    self = TrainingEngine(self, loop: loop)
  }

  /// Steps completed when the engine was made ready.
  var stepsDone: Int { loop.state.step }

  /// Trains to the end, or until the control stops it.
  ///
  /// Meanwhile it obeys the orders that are given to the run. What goes wrong is also written to
  /// the log, as far as that is possible.
  func train() async throws -> ERLLoop.Ending {
    var loop = loop
    let desk = OrderDesk(
      control: control, journal: journal, configuration: configuration, person: person)
    let follower = OrderFollower(orders, desk: desk)
    defer { follower.stop() }
    do {
      let ending = try await loop.run()
      // What comes later must not stand behind the end.
      follower.stop()
      if ending == .stopped {
        // Behind the checkpoint: who resumes from it begins before these words.
        try journal.record(
          .control(
            ControlRecord(
              step: loop.state.step, action: .stop, who: control.stopper ?? "")))
      }
      return ending
    } catch {
      try? loop.journal.record(.runFailed(step: loop.state.step, reason: "\(error)"))
      throw error
    }
  }

  /// Lets another program take up the run, once training has ended here.
  func close() { journal.close() }

  /// Has training end after the step under way, with a checkpoint.
  func stop(by who: String) {
    control.stop(by: who)
    person.giveUp()
  }

  private func start(_ environment: any Environment) -> RunStart {
    let boards = (0..<max(configuration.evaluation.episodes, 1)).map {
      environment.task(at: $0, in: .heldOut, seed: configuration.seedBits)
    }
    return RunStart(
      run:
        "\(configuration.environment)-\(configuration.algorithm.rawValue)-s\(configuration.seed)",
      kolb: Self.version, environment: configuration.environment,
      algorithm: configuration.algorithm.rawValue, seed: configuration.seed,
      steps: configuration.steps, digest: configuration.digest, legend: environment.legend,
      randomWalk: environment.randomSuccess(on: boards).map { ($0 * 1e4).rounded() / 1e4 },
      summary: ([configuration.summary] + environment.notes).joined(separator: " · "),
      threshold: configuration.erl.threshold)
  }

  private static func parent(of folder: String) -> String {
    URL(fileURLWithPath: folder).deletingLastPathComponent().path
  }
}

/// Why an engine cannot be made.
enum EngineError: Error, CustomStringConvertible {
  case unknownEnvironment(String, known: [String])
  case unknownBackend(String)

  var description: String {
    switch self {
    case .unknownBackend(let name):
      "There is no backend '\(name)'. Set policy.backend to 'embedded'."
    case .unknownEnvironment(let name, let known):
      "There is no environment '\(name)'. Use "
        + known.map { "'\($0)'" }.joined(separator: ", ") + "."
    }
  }
}
