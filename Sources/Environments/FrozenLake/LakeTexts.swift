import Synchronization

/// What attempts at a lake are told again and again, each text made when it is first told.
///
/// All attempts at a task share it, and all copies of the task: a text is a function of the lake
/// alone. Large boards, whose squares are seldom met twice, keep none.
final class LakeTexts: Sendable {
  /// What is told on a square of a walk that goes on.
  enum Moment: Int {
    /// Nothing happened before it.
    case view
    case stepped
    case edge
    case nothing

    static let count = 4
  }

  private static let mostSquares = 100

  private struct Made {
    var scene: String?
    var moments: [String?] = []
  }

  private let made = Mutex(Made())

  /// The board as a prompt tells it.
  func scene(_ make: () -> String) -> String {
    made.withLock { made in
      if let scene = made.scene { return scene }
      let scene = make()
      made.scene = scene
      return scene
    }
  }

  /// What is told at one moment.
  ///
  /// - Parameters:
  ///   - moment: what happened.
  ///   - square: where.
  ///   - squares: how many the board has.
  ///   - make: makes the text where it is not there yet.
  /// - Returns: the text.
  func text(
    _ moment: Moment, at square: Int, of squares: Int, _ make: () -> String
  ) -> String {
    guard squares <= Self.mostSquares else { return make() }
    return made.withLock { made in
      if made.moments.isEmpty {
        made.moments = [String?](repeating: nil, count: squares * Moment.count)
      }
      let place = square * Moment.count + moment.rawValue
      if let text = made.moments[place] { return text }
      let text = make()
      made.moments[place] = text
      return text
    }
  }
}
