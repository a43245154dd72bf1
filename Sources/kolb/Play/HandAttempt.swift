import RLCore

/// An attempt under way, as somebody plays it: actions only, no turns of thought.
struct HandAttempt {
  let task: any EnvironmentTask
  private(set) var episode: any EnvironmentEpisode
  private(set) var position: Int?
  private(set) var board: [String]
  /// The turns so far.
  private(set) var turns: [Transition] = []

  init(task: any EnvironmentTask, chance: SeededGenerator) async throws {
    self.task = task
    episode = try await task.begin(generator: chance)
    position = episode.position
    board = task.board
    try await skipThought()
  }

  var isDone: Bool { turns.last?.isDone ?? false }

  mutating func take(_ action: String) async throws -> Transition {
    let turn = try await episode.respond(to: action)
    turns.append(turn)
    position = turn.position
    if let board = turn.board { self.board = board }
    return turn
  }

  /// Some attempts begin with a turn that names a plan; nothing in the world hangs on it.
  private mutating func skipThought() async throws {
    var thinking = episode
    // A world that cannot bear an empty answer has no such turn.
    guard let turn = try? await thinking.respond(to: ""), turn.outcome == .planned else { return }
    episode = thinking
  }
}
