import RLCore

/// Push the box onto the goal, in rooms whose letters nobody explains.
///
///     E E E E E E   A  agent     D  floor
///     E D F D D E   B  box       E  wall
///     E D B D D E   C  goal      F, G  floor too
///     E A D D C E
///     E G D D D E   a, b  agent, box on a goal
///     E E E E E E   Reward: 1 with every box on a goal, else 0.
///
/// Semantics and distribution are those of the official task; see `SokobanWalk` and
/// `RoomGenerator`.
package struct Sokoban: Environment {
  package let options: Options
  /// Draws rooms; `nil` where all of them come from a file.
  private let generator: RoomGenerator?
  private let tasks: Tasks
  package let taskFiles: [TaskFileAccount]
  /// The files of words for a language model, where there are any.
  private var prompts: PromptSet?

  /// Tasks read from a file; empty where rooms are generated.
  package struct Tasks: Sendable {
    package var training: [SokobanTask]
    package var heldOut: [SokobanTask]

    package init(training: [SokobanTask] = [], heldOut: [SokobanTask] = []) {
      self.training = training
      self.heldOut = heldOut
    }
  }

  /// - Throws: `SokobanError` where options cannot be met, `TaskFileError` where the file of tasks
  ///   cannot be read.
  package init(options: Options = Options()) throws {
    if options.tasks.isEmpty {
      try self.init(options: options, tasks: Tasks())
    } else {
      try options.check()
      let reading = try RoomFileReading(options)
      try self.init(options: options, tasks: reading.tasks, taskFiles: [reading.account])
    }
    guard options.wording == .plain, !options.prompts.isEmpty else { return }
    prompts = try PromptSet(
      from: options.prompts, world: name, examples: options.examples)
  }

  /// Rooms as given, or generated ones where there are none.
  ///
  /// - Throws: `SokobanError` where options cannot be met.
  package init(
    options: Options, tasks: Tasks, taskFiles: [TaskFileAccount] = []
  ) throws(SokobanError) {
    try options.check()
    self.options = options
    self.tasks = tasks
    self.taskFiles = taskFiles
    let drawsRooms = tasks.training.isEmpty || tasks.heldOut.isEmpty
    generator =
      drawsRooms
      ? try RoomGenerator(
        options: options.withinBudget, trained: Set(tasks.training.map(\.room.rows))) : nil
  }

  package var name: String { "sokoban" }

  package var answersAtOnce: Bool { true }

  package var legend: [LegendEntry] { SokobanCode.fixed(marks: options.marks).legend }

  package var wordingVersion: String {
    if let prompts { return "prompts \(prompts.digest)" }
    return options.wording == .compact ? "compact 2" : "plain 1"
  }

  package func taskCount(in split: TaskSplit) -> Int? {
    let given = split == .training ? tasks.training : tasks.heldOut
    return given.isEmpty ? nil : given.count
  }

  package func task(at index: Int, in split: TaskSplit, seed: UInt64) -> any EnvironmentTask {
    room(at: index, in: split, seed: seed)
  }

  package func randomSuccess(on tasks: [any EnvironmentTask]) -> Double? {
    let rooms = tasks.compactMap { $0 as? SokobanTask }
    return rooms.isEmpty ? nil : Self.randomWalkSuccess(of: rooms)
  }

  /// The task at one place of a split.
  ///
  /// The split of permuted letters has the rooms of the held-out one. Tasks of a file begin again
  /// after the last.
  package func room(at index: Int, in split: TaskSplit, seed: UInt64) -> SokobanTask {
    var task = given(at: index, in: split, seed: seed) ?? drawn(at: index, in: split, seed: seed)
    task.wording = options.wording
    task.prompts = prompts
    return task
  }

  /// A task of the file.
  private func given(at index: Int, in split: TaskSplit, seed: UInt64) -> SokobanTask? {
    let given = split == .training ? tasks.training : tasks.heldOut
    guard !given.isEmpty else { return nil }
    let task = given[(index % given.count + given.count) % given.count]
    guard split == .permuted else { return task }
    return SokobanTask(
      room: task.room, code: code(at: index, in: split, seed: seed), budget: task.budget)
  }

  private func drawn(at index: Int, in split: TaskSplit, seed: UInt64) -> SokobanTask {
    guard let generator else { preconditionFailure("Rooms are drawn only where none are given.") }
    return SokobanTask(
      room: generator.room(at: index, isHeldOut: split != .training, seed: seed),
      code: code(at: index, in: split, seed: seed), budget: options.budget)
  }

  private func code(at index: Int, in split: TaskSplit, seed: UInt64) -> SokobanCode {
    guard split == .permuted else { return .fixed(marks: options.marks) }
    var generator = SeededGenerator(seed: seed, purpose: "sokoban letters", index)
    return .permuted(marks: options.marks, using: &generator)
  }
}
