/// What a lake is, and what follows from that: held once, however many copies a task has.
///
/// A task is copied into every attempt and into the words of each; one reference is cheaper to
/// copy than the arrays behind it.
final class LakeFacts: Sendable {
  let id: String
  let map: LakeMap
  let code: LetterCode
  /// Moves that an attempt may take.
  let budget: Int
  let isSlippery: Bool
  /// The letter index of each square, without the agent.
  let letters: [Int]
  /// Moves from each square to the goal; `nil` in holes and where no path leads there.
  let distances: [Int?]
  let texts = LakeTexts()

  init(id: String, map: LakeMap, code: LetterCode, budget: Int, isSlippery: Bool) {
    self.id = id
    self.map = map
    self.code = code
    self.budget = budget
    self.isSlippery = isSlippery
    letters = code.letters(for: map)
    distances = map.distancesToGoal
  }
}

extension LakeFacts: Equatable {
  /// Letters, distances and texts follow from the rest.
  static func == (one: LakeFacts, other: LakeFacts) -> Bool {
    one === other
      || one.id == other.id && one.map == other.map && one.code == other.code
        && one.budget == other.budget && one.isSlippery == other.isSlippery
  }
}
