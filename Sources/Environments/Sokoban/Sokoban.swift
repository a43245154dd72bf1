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
  private let generator: RoomGenerator
  /// Tasks read from a file; empty where training rooms are generated.
  private let trainingTasks: [SokobanTask]

  /// - Throws: `SokobanError` where options cannot be met, `TaskFileError` where the file of tasks
  ///   cannot be read.
  package init(options: Options = Options()) throws {
    var tasks: [SokobanTask] = []
    if !options.tasks.isEmpty {
      try options.check()
      tasks = try SokobanTaskFile(
        path: options.tasks, marks: options.marks, textBudget: options.budget
      ).tasks.map(\.task)
      if tasks.isEmpty { throw SokobanError.noTasks(file: options.tasks) }
    }
    try self.init(options: options, trainingTasks: tasks)
  }

  /// Rooms to train on as given, or generated ones if there are none.
  ///
  /// - Throws: `SokobanError` where options cannot be met.
  package init(options: Options, trainingTasks: [SokobanTask]) throws(SokobanError) {
    try options.check()
    self.options = options
    self.trainingTasks = trainingTasks
    generator = try RoomGenerator(
      options: options, trained: Set(trainingTasks.map(\.room.rows)))
  }

  package var name: String { "sokoban" }

  package var answersAtOnce: Bool { true }

  package var legend: [LegendEntry] { SokobanCode.fixed(marks: options.marks).legend }

  package var wordingVersion: String { options.wording == .compact ? "compact 2" : "plain 1" }

  package func taskCount(in split: TaskSplit) -> Int? {
    split == .training && !trainingTasks.isEmpty ? trainingTasks.count : nil
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
    var task: SokobanTask
    if split == .training, !trainingTasks.isEmpty {
      let count = trainingTasks.count
      task = trainingTasks[(index % count + count) % count]
    } else {
      task = SokobanTask(
        room: generator.room(at: index, isHeldOut: split != .training, seed: seed),
        code: code(at: index, in: split, seed: seed), budget: options.budget)
    }
    task.wording = options.wording
    return task
  }

  private func code(at index: Int, in split: TaskSplit, seed: UInt64) -> SokobanCode {
    guard split == .permuted else { return .fixed(marks: options.marks) }
    var generator = SeededGenerator(seed: seed, purpose: "sokoban letters", index)
    return .permuted(marks: options.marks, using: &generator)
  }
}
