import Environments
import RLCore

extension LetterCode {
  static let six = LetterCode.fixed(.six)
  static let four = LetterCode.fixed(.four)
}

extension FrozenLakeTask {
  /// A task from rows of `S`, `F`, `H`, `G`.
  init(_ rows: [String], code: LetterCode = .four, budget: Int = 8, isSlippery: Bool = false)
    throws
  {
    self.init(
      map: try LakeMap(rows: rows), code: code, budget: budget, isSlippery: isSlippery)
  }

  /// An attempt in which the target is named already.
  func planned(seed: UInt64 = 1) -> FrozenLakeEpisode {
    var episode = attempt(generator: SeededGenerator(seed: seed))
    _ = episode.respond(to: "B a1")
    return episode
  }

  /// Plays words after the plan and returns what came of each.
  func play(_ words: [String], seed: UInt64 = 1) -> [Transition] {
    var episode = planned(seed: seed)
    return words.map { episode.respond(to: $0) }
  }

  func feedback(after words: [String]) -> String {
    var episode = planned()
    for word in words { _ = episode.respond(to: word) }
    return episode.feedback
  }
}

extension SokobanTask {
  /// A task from rows of the official symbols.
  init(_ rows: [String], marks: Int = 0, budget: Int = 8) throws {
    self.init(
      room: try SokobanRoom(rows: rows), code: .fixed(marks: marks), budget: budget)
  }

  /// An attempt in which the plan is named already.
  func planned() -> SokobanEpisode {
    var episode = attempt()
    _ = episode.respond(to: "B a1 C a1")
    return episode
  }

  /// Plays words after the plan and returns what came of each.
  func play(_ words: [String]) -> [Transition] {
    var episode = planned()
    return words.map { episode.respond(to: $0) }
  }

  func feedback(after words: [String]) -> String {
    var episode = planned()
    for word in words { _ = episode.respond(to: word) }
    return episode.feedback
  }
}
