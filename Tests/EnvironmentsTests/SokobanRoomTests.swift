import Environments
import RLCore
import Testing

@Suite struct SokobanRoomTests {
  @Test func `a room is written as it was read`() throws {
    let rows = ["#######", "#+ $  #", "# *   #", "# . $ #", "#     #", "#######"]
    let room = try SokobanRoom(rows: rows)
    #expect(room.rows == rows)
    #expect(room.player == 8 && room.boxes == [10, 16, 25] && room.goals == [8, 16, 23])
  }

  @Test(arguments: [
    (["####", "#. #", "#$ #", "####"], SokobanRoomError.playerCount(0)),
    (["#####", "#@.$#", "#@  #", "#####"], .playerCount(2)),
    (["#####", "#+.$#", "#@ $#", "#####"], .playerCount(2)),
    (["#####", "#@.$#", "# $ #", "#####"], .boxesAndGoals(boxes: 2, goals: 1)),
    (["#####", "#@. #", "# * #", "#####"], .boxesAndGoals(boxes: 1, goals: 2)),
    (["####", "#@ #", "####"], .noBoxes),
    (["#####", "#@$.#", "####"], .rows(.raggedRow(row: 3, width: 4, expected: 5))),
    (["#####", "#@$.#", "##x##"], .rows(.unknownTile("x", row: 3, column: 3))),
    (["#####", "#$@.#", "#####"], .unsolvable),
    (["######", "#@  $#", "#   .#", "#    #", "######"], .unsolvable),
    (["#######", "#@ # .#", "# $#  #", "#  #  #", "#######"], .unsolvable),
    ([], .rows(.size(width: 0, height: 0))),
    (["##", "##"], .rows(.size(width: 2, height: 2))),
    ([String(repeating: "#", count: 101), "#", "#"], .rows(.size(width: 101, height: 3))),
  ])
  func `rows that are no room are refused with the reason`(
    rows: [String], error: SokobanRoomError
  ) {
    #expect(throws: error) { try SokobanRoom(rows: rows) }
  }

  @Test func `an error counts what is there and says what to do`() {
    #expect(
      SokobanRoomError.boxesAndGoals(boxes: 2, goals: 1).description
        == "The room has 2 boxes but 1 goal. Give every box a goal.")
    #expect(
      SokobanRoomError.playerCount(0).description
        == "The room has no player. Put exactly one '@' or '+' into it.")
  }

  @Test(arguments: [
    (["#####", "#@$.#", "#####"], 1), (["######", "#.$ @#", "######"], 2),
    (["######", "#.$  #", "#   @#", "######"], 3), (["######", "#@$  #", "#  . #", "######"], nil),
    (["######", "#@   #", "# $. #", "#    #", "######"], 2),
    (["########", "#@$.   #", "#      #", "#  $.  #", "########"], 4),
    (["#####", "#@ *#", "#####"], 0),
  ])
  func `the fewest moves are found`(rows: [String], moves: Int?) {
    #expect((try? SokobanRoom(rows: rows))?.optimalMoves == moves)
  }

  @Test func `a box beside a wall without a goal is dead, in a corner too`() throws {
    let room = try SokobanRoom(rows: ["######", "#@   #", "# $ .#", "#    #", "######"])
    // Only the middle row and the column of the goal are alive.
    let live = room.isWall.indices.filter { room.liveSquares[$0] }
    #expect(live == [14, 15, 16])
  }

  @Test func `both searches agree on a room with one box`() throws {
    let rooms = try Sokoban(options: .official)
    for index in 0..<100 {
      let room = rooms.room(at: index, in: .training, seed: 4).room
      // A second box that lies on its goal in a niche of its own makes the other search run.
      let rows = room.rows.map { $0 + "###" }
      var wide = rows
      wide[1] = String(rows[1].dropLast(3)) + "#*#"
      let both = try SokobanRoom(rows: wide)
      #expect(both.boxes.count == 2)
      #expect(both.optimalMoves == room.optimalMoves)
    }
  }
}
