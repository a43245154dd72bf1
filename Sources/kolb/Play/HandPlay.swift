import RLCore

/// Play by hand: what each key does.
///
/// Values only, but for `run`, which shows them and reads keys.
struct HandPlay {
  private let task: @Sendable (Int) async throws -> any EnvironmentTask
  private let chance: @Sendable (Int) -> SeededGenerator
  private var number = 0
  /// The attempt after each move; the last is the present one.
  private var history: [HandAttempt] = []

  /// - Parameters:
  ///   - task: the task of each number, from 0.
  ///   - chance: the world's own chance in it.
  /// - Throws: what goes wrong with the world.
  init(
    task: @escaping @Sendable (Int) async throws -> any EnvironmentTask,
    chance: @escaping @Sendable (Int) -> SeededGenerator
  ) async throws {
    self.task = task
    self.chance = chance
    try await begin()
  }

  var attempt: HandAttempt? { history.last }

  mutating func press(_ key: PlayKey) async throws {
    switch key {
    case .action(let word):
      guard var attempt, !attempt.isDone else { return }
      _ = try await attempt.take(word)
      history.append(attempt)
    case .undo:
      if history.count > 1 { history.removeLast() }
    case .next:
      number += 1
      try await begin()
    case .quit, .interrupt:
      break
    }
  }

  private mutating func begin() async throws {
    history = [try await HandAttempt(task: task(number), chance: chance(number))]
  }

  /// Shows the board and reads keys until the player quits or the input ends.
  ///
  /// - Throws: `Interruption` on Ctrl-C.
  mutating func run(picture: BoardPicture) async throws {
    var keyboard = Keyboard(readsLines: attempt?.board.isEmpty ?? false)
    keyboard.begin()
    defer { keyboard.end() }
    show(picture, on: keyboard)
    while let key = keyboard.next() {
      if key == .quit { return }
      if key == .interrupt { throw Interruption() }
      try await press(key)
      show(picture, on: keyboard)
    }
  }

  private func show(_ picture: BoardPicture, on keyboard: Keyboard) {
    guard let attempt else { return }
    keyboard.show(picture.text(of: attempt))
  }
}
