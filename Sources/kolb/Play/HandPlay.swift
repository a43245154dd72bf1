import RLCore

/// Play by hand: what each key does.
///
/// Values only, but for `run`, which shows them and reads keys.
struct HandPlay {
  private let task: (Int) -> any EnvironmentTask
  private let chance: (Int) -> SeededGenerator
  private var number = 0
  /// The attempt after each move; the last is the present one.
  private var history: [HandAttempt] = []

  /// - Parameters:
  ///   - task: the task of each number, from 0.
  ///   - chance: the world's own chance in it.
  init(task: @escaping (Int) -> any EnvironmentTask, chance: @escaping (Int) -> SeededGenerator) {
    self.task = task
    self.chance = chance
    begin()
  }

  var attempt: HandAttempt? { history.last }

  mutating func press(_ key: PlayKey) {
    switch key {
    case .action(let word):
      guard var attempt, !attempt.isDone else { return }
      _ = attempt.take(word)
      history.append(attempt)
    case .undo:
      if history.count > 1 { history.removeLast() }
    case .next:
      number += 1
      begin()
    case .quit, .interrupt:
      break
    }
  }

  private mutating func begin() {
    history = [HandAttempt(task: task(number), chance: chance(number))]
  }

  /// Shows the board and reads keys until the player quits or the input ends.
  ///
  /// - Throws: `Interruption` on Ctrl-C.
  mutating func run(picture: BoardPicture) throws {
    var keyboard = Keyboard(readsLines: attempt?.board.isEmpty ?? false)
    keyboard.begin()
    defer { keyboard.end() }
    show(picture, on: keyboard)
    while let key = keyboard.next() {
      if key == .quit { return }
      if key == .interrupt { throw Interruption() }
      press(key)
      show(picture, on: keyboard)
    }
  }

  private func show(_ picture: BoardPicture, on keyboard: Keyboard) {
    guard let attempt else { return }
    keyboard.show(picture.text(of: attempt))
  }
}
