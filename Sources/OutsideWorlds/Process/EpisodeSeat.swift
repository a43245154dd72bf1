import Synchronization

/// The place that an attempt has in a process: which attempt it is there, and how far it has come.
///
/// An attempt is a value, and a process has only one of it. Who wants to go on from where the
/// process no longer is takes another seat and makes the same moves again.
final class EpisodeSeat: Sendable {
  let world: RunningWorld
  let number: Int
  private let turn: Mutex<Int>

  init(_ world: RunningWorld, number: Int) {
    self.world = world
    self.number = number
    turn = Mutex(0)
  }

  deinit { world.process.tell(.end(episode: number)) }

  /// Takes the next turn, if the process is where the attempt is and nobody else takes it.
  func take(turn wanted: Int) -> Bool {
    guard world.process.isAlive else { return false }
    return turn.withLock { turn in
      guard turn == wanted else { return false }
      turn += 1
      return true
    }
  }
}
