import Environments
import RLCore
import Testing

@Suite struct LakeMapTests {
  @Test func `a map reads its own rows back`() throws {
    let rows = ["SFH", "HFF", "HHG", "FFF"]
    let map = try LakeMap(rows: rows)
    #expect(map.rows == rows)
    #expect(map.width == 3 && map.height == 4)
    #expect(map.start == 0 && map.goal == 8)
  }

  @Test(arguments: [
    (["SF", "F"], LakeMapError.rows(.raggedRow(row: 2, width: 1, expected: 2))),
    (["SF", "xG"], .rows(.unknownTile("x", row: 2, column: 1))),
    (["FF", "FG"], .starts([])),
    (["SF", "SG"], .starts(["a1", "a2"])),
    (["SF", "FF"], .goals([])),
    (["SG", "FG"], .goals(["b1", "b2"])),
    (["SH", "HG"], .unsolvable),
    (
      [String(repeating: "F", count: 101), String(repeating: "F", count: 101)],
      .rows(.size(width: 101, height: 2))
    ),
    (["SG"], .rows(.size(width: 2, height: 1))),
    ([], .rows(.size(width: 0, height: 0))),
  ])
  func `rows that are no map are refused with the reason`(
    rows: [String], error: LakeMapError
  ) {
    #expect(throws: error) { try LakeMap(rows: rows) }
  }

  @Test func `a map may be wider than the alphabet, and its squares have names`() throws {
    let row = String(repeating: "F", count: 28)
    let map = try LakeMap(rows: ["S" + row, row + "G"])
    #expect(map.shortestPath == 29)
    #expect(
      map.name(of: 25) == "z1" && map.name(of: 26) == "aa1" && map.name(of: map.goal) == "ac2")
  }

  @Test func `an error names the row, the column and what to use`() {
    #expect(
      LakeMapError.rows(.unknownTile("x", row: 2, column: 1)).description
        == "Unknown tile 'x' in row 2, column 1. Use 'S', 'F', 'H' or 'G'.")
  }

  @Test func `distances go around holes`() throws {
    let map = try LakeMap(rows: ["SHG", "FHF", "FFF"])
    #expect(map.shortestPath == 6)
    #expect(map.distancesToGoal == [6, nil, 0, 5, nil, 1, 4, 3, 2])
    #expect(map.bestDirections(from: 0, distances: map.distancesToGoal) == [.down])
    #expect(map.bestDirections(from: map.goal, distances: map.distancesToGoal).isEmpty)
  }

  @Test func `following the best directions takes exactly the distance`() throws {
    let lake = try FrozenLake(options: .official)
    for index in 0..<200 {
      let task = lake.lake(at: index, in: .training, seed: 3)
      var square = task.start
      var moves = 0
      while let direction = task.map.bestDirections(from: square, distances: task.distances).last {
        square = try #require(task.map.neighbour(of: square, towards: direction))
        moves += 1
      }
      #expect(square == task.goal)
      #expect(moves == task.distances[task.start])
    }
  }

  @Test func `squares are named by column letter and row digit`() {
    #expect(GridSquare.name(column: 0, row: 0) == "a1")
    #expect(GridSquare.name(column: 2, row: 1) == "c2")
    #expect(GridSquare.name(column: 8, row: 8) == "i9")
    #expect(Set(GridSquare.names).count == 81)
  }
}
