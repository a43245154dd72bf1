import Environments
import Testing

@Suite struct SokobanWalkTests {
  private let room = ["######", "#@$ .#", "#    #", "######"]

  private func walk(_ rows: [String], budget: Int = 8) throws -> SokobanWalk {
    SokobanWalk(room: try SokobanRoom(rows: rows), budget: budget)
  }

  @Test func `a box moves ahead of the player`() throws {
    var walk = try walk(room)
    #expect(walk.step(.right) == .init(result: .pushed(from: 8, to: 9), reward: 0, isDone: false))
    #expect(walk.player == 8 && walk.boxes == [9])
    #expect(walk.step(.right) == .init(result: .pushed(from: 9, to: 10), reward: 1, isDone: true))
    #expect(walk.end == .solved)
  }

  @Test func `a box is never pulled`() throws {
    var walk = try walk(["######", "# @$.#", "######"])
    #expect(walk.step(.left).result == .walked(to: 7))
    #expect(walk.boxes == [9])
  }

  @Test func `a wall stops the player, and a box before a wall does`() throws {
    var walk = try walk(["#####", "# @ #", "# $ #", "# . #", "#####"])
    #expect(walk.step(.up) == .init(result: .blocked(by: 2), reward: 0, isDone: false))
    #expect(walk.turnsUsed == 1 && walk.player == 7)
    var other = try self.walk(["######", "#.$@ #", "# *  #", "######"])
    for direction in [GridDirection.down, .left] { _ = other.step(direction) }
    #expect(other.boxes == [8, 13])
    #expect(other.step(.left) == .init(result: .blocked(by: 13), reward: 0, isDone: false))
  }

  @Test func `two boxes in a row do not move`() throws {
    var walk = try walk(["#######", "#     #", "#@$$  #", "#  .. #", "#     #", "#######"])
    #expect(walk.step(.right) == .init(result: .blocked(by: 16), reward: 0, isDone: false))
    #expect(walk.boxes == [16, 17])
  }

  @Test func `every box must be on a goal`() throws {
    var walk = try walk(["#######", "#.$@$.#", "#######"])
    #expect(walk.step(.left).reward == 0)
    #expect(walk.end == nil)
    #expect(walk.step(.right).reward == 0)
    #expect(walk.step(.right) == .init(result: .pushed(from: 11, to: 12), reward: 1, isDone: true))
  }

  @Test func `a box that leaves its goal is not solved any more`() throws {
    var walk = try walk(["#######", "#@* * #", "#     #", "#######"])
    #expect(walk.isSolved)
    #expect(walk.step(.right).reward == 0)
    #expect(!walk.isSolved && walk.boxes == [10, 11])
  }

  @Test func `the budget ends the walk, and solving on the last move counts`() throws {
    var walk = try walk(room, budget: 2)
    _ = walk.step(.right)
    #expect(walk.step(.right).reward == 1)
    var slow = try self.walk(room, budget: 2)
    _ = slow.step(nil)
    let last = slow.step(.right)
    #expect(last.isDone && last.reward == 0 && slow.end == .exhausted && slow.invalidTurns == 1)
    #expect(slow.step(.right).result == .invalid)
    #expect(slow.boxes == [9])
  }

  @Test func `a box in a corner is dead`() throws {
    var walk = try walk(["######", "#  . #", "# $@ #", "#    #", "######"])
    #expect(walk.deadBoxes.isEmpty)
    _ = walk.step(.left)
    #expect(walk.deadBoxes == [13])
  }
}
