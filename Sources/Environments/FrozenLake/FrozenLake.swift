import RLCore

/// Cross a frozen lake to the goal without falling in, on boards whose letters nobody explains.
///
///     A D D D   A  agent    D, F  safe
///     D C D E   C, E  hole     B  goal
///     D F D C
///     E D D B   Reward: 1 at the goal, else 0; options shape it or explain the letters.
///
/// Semantics and distribution are those of the official task; see `LakeWalk` and `LakeGenerator`.
package struct FrozenLake: Environment {
  package let options: Options
  private let alphabet: LetterCode.Alphabet
  private let generator: LakeGenerator
  /// Tasks read from a file; empty where training boards are generated.
  private let trainingTasks: [FrozenLakeTask]

  /// - Throws: `FrozenLakeError` where options cannot be met, `TaskFileError` where the file of
  ///   tasks cannot be read.
  package init(options: Options = Options()) throws {
    var tasks: [FrozenLakeTask] = []
    if !options.tasks.isEmpty {
      let alphabet = try options.checkedAlphabet()
      tasks = try FrozenLakeTaskFile(path: options.tasks, alphabet: alphabet).tasks.map(\.task)
      if tasks.isEmpty { throw FrozenLakeError.noTasks(file: options.tasks) }
    }
    try self.init(options: options, trainingTasks: tasks)
  }

  /// A lake that is trained on given tasks, or on generated ones if there are none.
  ///
  /// - Throws: `FrozenLakeError` where options cannot be met.
  package init(options: Options, trainingTasks: [FrozenLakeTask]) throws(FrozenLakeError) {
    self.options = options
    self.trainingTasks = trainingTasks
    alphabet = try options.checkedAlphabet()
    generator = try LakeGenerator(
      options: options, trained: Set(trainingTasks.map(\.map.rows)))
  }

  package var name: String { "frozenlake" }

  package var answersAtOnce: Bool { true }

  package var legend: [LegendEntry] { LetterCode.fixed(alphabet).legend }

  package var wordingVersion: String { options.wording == .compact ? "compact 2" : "plain 1" }

  package func taskCount(in split: TaskSplit) -> Int? {
    guard split == .training else { return nil }
    return trainingTasks.isEmpty ? (options.maps > 0 ? options.maps : nil) : trainingTasks.count
  }

  package func task(at index: Int, in split: TaskSplit, seed: UInt64) -> any EnvironmentTask {
    lake(at: index, in: split, seed: seed)
  }

  package func randomSuccess(on tasks: [any EnvironmentTask]) -> Double? {
    let lakes = tasks.compactMap { $0 as? FrozenLakeTask }
    return lakes.isEmpty ? nil : Self.randomWalkSuccess(of: lakes)
  }

  /// The task at one place of a split.
  ///
  /// The split of permuted letters has the boards of the held-out one. Tasks of a file begin
  /// again after the last.
  package func lake(at index: Int, in split: TaskSplit, seed: UInt64) -> FrozenLakeTask {
    var task: FrozenLakeTask
    if split == .training, !trainingTasks.isEmpty {
      let count = trainingTasks.count
      task = trainingTasks[(index % count + count) % count]
    } else {
      let isFixed = split == .training && options.maps > 0
      let place = isFixed ? (index % options.maps + options.maps) % options.maps : index
      task = FrozenLakeTask(
        map: generator.map(at: place, isHeldOut: split != .training, seed: seed),
        code: code(at: index, in: split, seed: seed), budget: options.budget,
        isSlippery: options.slippery)
    }
    task.wording = options.wording
    task.isToldRules = options.rules == .told
    task.isRewardShaped = options.reward == .shaped
    return task
  }

  private func code(at index: Int, in split: TaskSplit, seed: UInt64) -> LetterCode {
    guard split == .permuted else { return .fixed(alphabet) }
    var generator = SeededGenerator(seed: seed, purpose: "frozenlake letters", index)
    return .permuted(alphabet, using: &generator)
  }
}
