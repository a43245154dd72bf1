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
  /// Draws boards; `nil` where all of them come from a file.
  private let generator: LakeGenerator?
  private let tasks: Tasks
  package let taskFiles: [TaskFileAccount]
  /// The files of words for a language model, where there are any.
  private var prompts: PromptSet?

  /// Tasks read from a file; empty where boards are generated.
  package struct Tasks: Sendable {
    package var training: [FrozenLakeTask]
    package var heldOut: [FrozenLakeTask]

    package init(training: [FrozenLakeTask] = [], heldOut: [FrozenLakeTask] = []) {
      self.training = training
      self.heldOut = heldOut
    }
  }

  /// - Throws: `FrozenLakeError` where options cannot be met, `TaskFileError` where the file of
  ///   tasks cannot be read.
  package init(options: Options = Options()) throws {
    if options.tasks.isEmpty {
      try self.init(options: options, tasks: Tasks())
    } else {
      let reading = try LakeFileReading(options, alphabet: options.checkedAlphabet())
      try self.init(options: options, tasks: reading.tasks, taskFiles: [reading.account])
    }
    guard options.wording == .plain, !options.prompts.isEmpty else { return }
    prompts = try PromptSet(
      from: options.prompts, world: name, examples: options.examples)
  }

  /// A lake with given tasks, or with generated ones where there are none.
  ///
  /// - Throws: `FrozenLakeError` where options cannot be met.
  package init(
    options: Options, tasks: Tasks, taskFiles: [TaskFileAccount] = []
  ) throws(FrozenLakeError) {
    self.options = options
    self.tasks = tasks
    self.taskFiles = taskFiles
    alphabet = try options.checkedAlphabet()
    let drawsBoards = tasks.training.isEmpty || tasks.heldOut.isEmpty
    generator =
      drawsBoards
      ? try LakeGenerator(
        options: options.withinBudget, trained: Set(tasks.training.map(\.map.rows))) : nil
  }

  package var name: String { "frozenlake" }

  package var answersAtOnce: Bool { true }

  package var legend: [LegendEntry] { LetterCode.fixed(alphabet).legend }

  package var wordingVersion: String {
    if let prompts { return "prompts \(prompts.digest)" }
    return options.wording == .compact ? "compact 2" : "plain 1"
  }

  package func taskCount(in split: TaskSplit) -> Int? {
    let given = split == .training ? tasks.training : tasks.heldOut
    guard given.isEmpty else { return given.count }
    return split == .training && options.maps > 0 ? options.maps : nil
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
    var task = given(at: index, in: split, seed: seed) ?? drawn(at: index, in: split, seed: seed)
    task.wording = options.wording
    task.prompts = prompts
    task.isToldRules = options.rules == .told
    task.isRewardShaped = options.reward == .shaped
    return task
  }

  /// A task of the file.
  private func given(at index: Int, in split: TaskSplit, seed: UInt64) -> FrozenLakeTask? {
    let given = split == .training ? tasks.training : tasks.heldOut
    guard !given.isEmpty else { return nil }
    let task = given[(index % given.count + given.count) % given.count]
    guard split == .permuted else { return task }
    return FrozenLakeTask(
      map: task.map, code: code(at: index, in: split, seed: seed), budget: task.budget,
      isSlippery: task.isSlippery)
  }

  private func drawn(at index: Int, in split: TaskSplit, seed: UInt64) -> FrozenLakeTask {
    let isFixed = split == .training && options.maps > 0
    let place = isFixed ? (index % options.maps + options.maps) % options.maps : index
    guard let generator else { preconditionFailure("Boards are drawn only where none are given.") }
    return FrozenLakeTask(
      map: generator.map(at: place, isHeldOut: split != .training, seed: seed),
      code: code(at: index, in: split, seed: seed), budget: options.budget,
      isSlippery: options.slippery)
  }

  private func code(at index: Int, in split: TaskSplit, seed: UInt64) -> LetterCode {
    guard split == .permuted else { return .fixed(alphabet) }
    var generator = SeededGenerator(seed: seed, purpose: "frozenlake letters", index)
    return .permuted(alphabet, using: &generator)
  }
}
