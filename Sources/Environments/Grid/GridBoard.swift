/// Anything with squares in rows, named by `row × width + column` throughout.
package protocol GridBoard: Sendable {
  var width: Int { get }
  var height: Int { get }
}

extension GridBoard {
  /// The square that lies in a direction, or `nil` beyond the edge.
  package func neighbour(of square: Int, towards direction: GridDirection) -> Int? {
    switch direction {
    case .left: square % width > 0 ? square - 1 : nil
    case .right: square % width < width - 1 ? square + 1 : nil
    case .up: square >= width ? square - width : nil
    case .down: square < width * (height - 1) ? square + width : nil
    }
  }

  /// The name of a square, such as `c2`.
  package func name(of square: Int) -> String {
    GridSquare.name(column: square % width, row: square / width)
  }

  /// Something of each square, as rows.
  package func rows<Element>(of squares: [Element]) -> [[Element]] {
    (0..<height).map { row in Array(squares[(row * width)..<((row + 1) * width)]) }
  }
}
