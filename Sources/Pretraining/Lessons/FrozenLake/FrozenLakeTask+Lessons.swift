import Environments
import RLCore

extension FrozenLakeTask {
  /// Moves from each square to a target over squares that can be walked on; 99 where none leads.
  func distances(to target: Int, over isWalkable: (Int) -> Bool) -> [Int] {
    var distances = [Int](repeating: 99, count: letters.count)
    distances[target] = 0
    var queue = [target]
    var head = 0
    while head < queue.count {
      let square = queue[head]
      head += 1
      for direction in GridDirection.allCases {
        guard let next = map.neighbour(of: square, towards: direction), distances[next] == 99,
          isWalkable(next)
        else { continue }
        distances[next] = distances[square] + 1
        queue.append(next)
      }
    }
    return distances
  }
}

extension TileKind: HiddenKind {
  package static var letters: [String] { LetterCode.letters }
}

extension Belief where Kind == TileKind {
  /// The kinds that the letters of an alphabet stand for, in no particular order.
  package static func kinds(letters: Int) -> [TileKind] {
    LetterCode.Alphabet(rawValue: letters).map { LetterCode.fixed($0).kinds } ?? []
  }

  package func completed(using generator: inout SeededGenerator) -> Belief {
    completed(from: Self.kinds(letters: kinds.count), using: &generator)
  }
}
