import Basics
import ConfigurationFiles
import ERLTraining
import Environments
import Foundation
import RLCore
import RunLog
import RunModel
import Synchronization

/// A run that is under way in this process: its loop, and the handles to steer it.
struct TrainingEngine: Sendable {
  let run: RunDirectory
  let configuration: RunConfiguration
  let control: TrainingControl
  /// What people should know: where the tasks come from, and what was passed over.
  private(set) var notes: [String]
  private let loop: ERLLoop
  private let journal: LogJournal
  private let orders: OrderReader
  /// Those that the engine before was given and did not come to.
  private var pending: [GivenOrder] = []
  private let person: HumanReflector
  private let writing: WritingDesk
  /// What a run that begins is made of, as long as nobody knows how long it takes.
  private var unforecast: RunParts?

  /// Gets a new run ready, in a folder of its own.
  ///
  /// - Parameters:
  ///   - configuration: what to do.
  ///   - folder: where the run lives; `nil` makes a fresh name under `runs/`.
  ///   - catalogs: the worlds and policies that there are.
  ///   - onEvent: told of every event once it is in the log.
  /// - Returns: an engine that waits for `train`.
  /// - Throws: what is wrong with the configuration, the base model or the folder, before
  ///   anything is written.
  static func begin(
    _ configuration: RunConfiguration, in folder: String?, from catalogs: Catalogs = .shipped,
    onEvent: @escaping @Sendable (RunEvent) -> Void
  ) async throws -> TrainingEngine {
    let parts = try await RunParts(
      PartsRequest(configuration, from: catalogs), indexFolder: folder.map(Self.parent) ?? "runs")
    try parts.checkPrices(for: configuration.limits)
    try parts.checkTemperature(configuration.policy.temperature)
    try StepMemory(configuration, conversation: parts.policy.conversationSize)
      .check(free: MachineMemory.free())
    let run: RunDirectory
    if let folder {
      run = try RunDirectory(creating: folder, configuration: configuration)
    } else {
      run = try RunDirectory(creatingIn: "runs", configuration: configuration)
    }
    let onEvent = clearing(run, keeping: configuration.checkpointKeep, then: onEvent)
    let journal = LogJournal(try EventWriter(run), onEvent: onEvent)
    var engine = try TrainingEngine(
      run: run, configuration: configuration, parts, journal: journal, isNew: true)
    try journal.record(.runStarted(await engine.start(parts)))
    engine.unforecast = parts
    return engine
  }

  /// Takes up a run where its last checkpoint left it, or from the beginning if there is none.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - allowances: what is not checked.
  ///   - catalogs: the worlds and policies that there are.
  ///   - onEvent: told of every event once it is in the log.
  /// - Returns: an engine that waits for `train`.
  /// - Throws: `ResumeProblem`, and what is wrong with the run's files.
  static func resume(
    _ run: RunDirectory, allowing allowances: ResumeAllowances = ResumeAllowances(),
    from catalogs: Catalogs = .shipped, onEvent: @escaping @Sendable (RunEvent) -> Void
  ) async throws -> TrainingEngine {
    let configuration = try RunConfiguration(
      toml: run.configurationText(), file: run.configurationPath,
      onto: RunConfiguration(catalogs.schema))
    let onEvent = clearing(run, keeping: configuration.checkpointKeep, then: onEvent)
    let request = PartsRequest(configuration, from: catalogs)
    let parts = try await RunParts(request, indexFolder: Self.parent(of: run.path))
    do {
      return try await resume(run, configuration, request, parts, allowances, onEvent)
    } catch {
      await parts.close()
      throw error
    }
  }

  private static func resume(
    _ run: RunDirectory, _ configuration: RunConfiguration, _ request: PartsRequest,
    _ parts: RunParts, _ allowances: ResumeAllowances,
    _ onEvent: @escaping @Sendable (RunEvent) -> Void
  ) async throws -> TrainingEngine {
    try parts.checkPrices(for: configuration.limits)
    try ResumeCheck(run, takesAnyBuild: allowances.anyBuild)
      .check(
        model: parts.model, wording: parts.environment.wordingVersion,
        reflector: parts.reflectorModel)
    // Of more steps than the run was begun with the log tells where they were asked for.
    var begun = configuration
    if case .start(let start) = try run.beginning() { begun.steps = start.steps }
    let kept = Mutex(EventsToRepeat())
    let policies = [parts.policy, parts.reflector].compactMap { $0 }
    let pending = try run.pendingOrders()
    let keepsAnswers = !policies.allSatisfy(\.traits.isDeterministic)
    let resumption = try await EventWriter.resuming(
      run, fromStart: allowances.fromStart,
      beforeCut: { offset in
        let events = try run.keepForRepeating(from: offset, keepsAnswers: keepsAnswers)
        kept.withLock { $0 = events }
      },
      load: { folder in try await folder.logOffset(loadingInto: parts.policy) })
    let repeated = kept.withLock { $0 }
    var recorded = RecordedAnswers()
    for event in repeated.answers { recorded.add(event) }
    guard let checkpoint = resumption.checkpoint else {
      let journal = LogJournal(resumption.writer, onEvent: onEvent)
      // The policy may have tried a checkpoint that does not fit the log.
      await parts.close()
      let parts = try await RunParts(request, indexFolder: Self.parent(of: run.path))
      var engine = try TrainingEngine(
        run: run, configuration: begun, parts, journal: journal)
      engine.plan(repeated.interventions, recorded, pending, total: configuration.steps)
      try journal.record(.runStarted(await engine.start(parts)))
      return engine
    }
    let state = try checkpoint.loopState()
    let journal = LogJournal(
      resumption.writer, elapsed: state.elapsed, step: state.step, onEvent: onEvent)
    var engine = try TrainingEngine(
      run: run, configuration: begun, parts, journal: journal)
    try await engine.restore(state, from: checkpoint.path)
    engine.plan(repeated.interventions, recorded, pending, total: configuration.steps)
    engine.notes += resumption.passedOver.map { "note: \($0)" }
    return engine
  }

  /// Sees to it that no more checkpoints stay than are wanted, once a new one is in the log.
  private static func clearing(
    _ run: RunDirectory, keeping count: Int, then onEvent: @escaping @Sendable (RunEvent) -> Void
  ) -> @Sendable (RunEvent) -> Void {
    guard count > 0 else { return onEvent }
    return { event in
      // An old checkpoint that cannot be removed takes room, and nothing else.
      if case .checkpoint = event { try? run.removeCheckpoints(keeping: count) }
      onEvent(event)
    }
  }

  /// Does again what people did to the part of the run that was cut off.
  ///
  /// - Parameters:
  ///   - interventions: what they did, in the order of the log.
  ///   - recorded: what policies wrote in it.
  ///   - pending: what people asked for and nobody did.
  ///   - total: the training steps that are wanted in all.
  private mutating func plan(
    _ interventions: [RunEvent], _ recorded: RecordedAnswers, _ pending: [GivenOrder], total: Int
  ) {
    var loop = loop
    loop.recorded = recorded
    loop.plan(interventions)
    self.pending = loop.takeReflections(from: pending)
    loop.plan(total: total)
    self.total = total
    self = TrainingEngine(self, loop: loop)
  }

  private init(
    run: RunDirectory, configuration: RunConfiguration, _ parts: RunParts, journal: LogJournal,
    isNew: Bool = false
  ) throws {
    self.run = run
    self.configuration = configuration
    total = configuration.steps
    orders = try OrderReader(run, isNew: isNew)
    control = TrainingControl(pacing: Pacemaker()) { journal.tell($0) }
    notes = parts.environment.notes + parts.environment.taskFiles.flatMap(\.remarks)
    self.journal = journal
    person = HumanReflector()
    var loop = ERLLoop(
      configuration: configuration, environment: parts.environment, policy: parts.policy,
      reflector: parts.reflector, journal: journal, control: control)
    loop.person = person
    loop.corrections = parts.corrections
    notes += parts.corrections.notes(of: configuration.erl.corrections)
    self.loop = loop
    writing = WritingDesk(run)
    let desk = NewsDesk(control: control, journal: journal, writing: writing)
    let policies = parts.policies
    for policy in policies { policy.report { desk.take($0) } }
    journal.count { policies.reduce(into: PolicyUsage()) { $0 += $1.usage } }
  }

  private init(_ engine: TrainingEngine, loop: ERLLoop) {
    run = engine.run
    configuration = engine.configuration
    total = engine.total
    control = engine.control
    notes = engine.notes
    journal = engine.journal
    orders = engine.orders
    pending = engine.pending
    person = engine.person
    writing = engine.writing
    self.loop = loop
  }

  private mutating func restore(_ state: LoopState, from folder: String) async throws {
    var loop = loop
    try await loop.restore(state, from: folder)
    self = TrainingEngine(self, loop: loop)
  }

  /// Training steps that the run is to have.
  private(set) var total: Int

  /// Steps completed when the engine was made ready.
  var stepsDone: Int { loop.state.step }

  /// Trains to the end, or until the control stops it.
  ///
  /// Meanwhile it obeys the orders that are given to the run. What goes wrong is also written to
  /// the log, as far as that is possible.
  func train() async throws -> ERLLoop.Ending {
    do {
      let ending = try await conduct()
      await giveBack()
      return ending
    } catch {
      await giveBack()
      throw error
    }
  }

  /// At every kind of end: a model that stays on a server blocks its place there.
  private func giveBack() async {
    writing.clear()
    await loop.policy.close()
    await loop.reflector?.close()
  }

  private func conduct() async throws -> ERLLoop.Ending {
    var loop = loop
    let desk = OrderDesk(
      control: control, journal: journal, run: run, configuration: configuration, person: person)
    let follower = OrderFollower(orders, waiting: pending, desk: desk)
    defer { follower.stop() }
    do {
      let ending = try await run(&loop)
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

  /// What came of the corrections of people, in words; `nil` where there are none.
  func useOfCorrections() throws -> String? {
    let lessons = try run.interventions().compactMap { event, _ in
      if case .reflection(let written) = event { written.text } else { nil }
    }
    return loop.corrections.use(in: Set(lessons))
  }

  /// Runs the loop, which a stop ends at once while a model cannot be had.
  ///
  /// What the step under way has come to is in the log, and whoever resumes takes it from there.
  private func run(_ loop: inout ERLLoop) async throws -> ERLLoop.Ending {
    let work = Task { [loop] in
      var loop = loop
      do {
        try await tellWhatToExpect()
        let ending = try await loop.run()
        return (loop, Result<ERLLoop.Ending, any Error>.success(ending))
      } catch {
        return (loop, .failure(error))
      }
    }
    control.whenHopeless { work.cancel() }
    let outcome = await withTaskCancellationHandler {
      await work.value
    } onCancel: {
      work.cancel()
    }
    loop = outcome.0
    if case .failure(let error) = outcome.1, error is CancellationError, control.stopper != nil {
      return .stopped
    }
    return try outcome.1.get()
  }

  /// Says how long the run will take and what it will cost, where a language model is asked.
  ///
  /// A part of training, because a model that does not answer is waited for here as it is later, and
  /// a stop ends that too.
  private func tellWhatToExpect() async throws {
    guard let unforecast,
      let words = try await RunForecast.measured(of: unforecast, configuration)?.words
    else { return }
    try journal.record(
      .control(ControlRecord(step: 0, action: .remark(words), who: "the engine")))
  }

  /// Lets another program take up the run, once training has ended here.
  func close() { journal.close() }

  /// Has training end after the step under way, with a checkpoint.
  func stop(by who: String) {
    control.stop(by: who)
    person.giveUp()
  }

  private func start(_ parts: RunParts) async throws -> RunStart {
    let environment = parts.environment
    var boards: [any EnvironmentTask] = []
    let count = environment.taskCount(in: .heldOut, atMost: configuration.evaluation.episodes)
    for index in 0..<max(count, 1) {
      boards.append(
        try await environment.task(at: index, in: .heldOut, seed: configuration.seedBits))
    }
    var start = RunStart(
      run:
        "\(configuration.worldName)-\(configuration.algorithm.rawValue)-s\(configuration.seed)",
      kolb: ProgramBuild.version, environment: environment.name,
      algorithm: configuration.algorithm.rawValue, seed: configuration.seed,
      steps: configuration.steps, digest: configuration.digest, legend: environment.legend,
      randomWalk: environment.randomSuccess(on: boards).map { ($0 * 1e4).rounded() / 1e4 },
      summary: ([configuration.summary] + environment.notes).joined(separator: " · "),
      threshold: configuration.erl.threshold)
    start.build = ProgramBuild.identity
    start.model = parts.model.name
    start.modelDigest = parts.model.digest
    start.reflector = parts.reflectorModel?.name
    start.reflectorDigest = parts.reflectorModel?.digest
    start.wording = environment.wordingVersion
    start.taskFiles = environment.taskFiles.isEmpty ? nil : environment.taskFiles
    return start
  }

  private static func parent(of folder: String) -> String {
    URL(fileURLWithPath: folder).deletingLastPathComponent().path
  }
}

/// What is not asked of a run before it goes on.
struct ResumeAllowances: Sendable {
  /// Whether another build of the program may go on.
  var anyBuild = false
  /// Whether a run of whose checkpoints none can be used begins anew.
  var fromStart = false
}
