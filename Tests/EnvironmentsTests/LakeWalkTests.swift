import Environments
import RLCore
import Testing

@Suite struct LakeWalkTests {
  private func walk(
    _ rows: [String], budget: Int = 8, isSlippery: Bool = false, seed: UInt64 = 1
  ) throws -> LakeWalk {
    LakeWalk(
      map: try LakeMap(rows: rows), budget: budget, isSlippery: isSlippery,
      generator: SeededGenerator(seed: seed))
  }

  @Test(arguments: [GridDirection.left, .up])
  func `walking against the edge uses a turn and changes nothing`(
    direction: GridDirection
  ) throws {
    var walk = try walk(["SF", "FG"])
    let step = walk.step(direction)
    #expect(step.contact == .edge)
    #expect(step.outcome == .blocked)
    #expect(!step.wasEffective && !step.isDone)
    #expect(walk.position == 0 && walk.turnsUsed == 1)
  }

  @Test func `each direction leads to its own neighbour`() throws {
    let rows = ["FFF", "FSF", "FFG"]
    for (direction, square) in [
      (GridDirection.left, 3), (.down, 7), (.right, 5), (.up, 1),
    ] {
      var walk = try walk(rows)
      #expect(walk.step(direction).contact == .square(square))
      #expect(walk.position == square)
    }
  }

  @Test func `an unread action uses a turn`() throws {
    var walk = try walk(["SF", "FG"])
    let step = walk.step(nil)
    #expect(step.outcome == .invalid && !step.wasEffective)
    #expect(walk.turnsUsed == 1 && walk.invalidTurns == 1)
  }

  @Test func `the goal rewards once and ends the walk`() throws {
    var walk = try walk(["SG", "FF"])
    let step = walk.step(.right)
    #expect(step.reward == 1 && step.isDone && step.outcome == .solved)
    let after = walk.step(.left)
    #expect(after.reward == 0 && after.isDone && !after.wasEffective)
    #expect(walk.position == 1 && walk.turnsUsed == 1)
  }

  @Test func `a hole ends the walk without reward`() throws {
    var walk = try walk(["SH", "FG"])
    let step = walk.step(.right)
    #expect(step.reward == 0 && step.isDone && step.outcome == .failed && step.wasEffective)
    #expect(walk.end == .failed)
  }

  @Test func `the goal on the last move counts`() throws {
    var walk = try walk(["SF", "FG"], budget: 2)
    #expect(walk.step(.right).isDone == false)
    #expect(walk.step(.down).reward == 1)
    #expect(walk.end == .solved)
  }

  @Test func `the budget ends the walk`() throws {
    var walk = try walk(["SF", "FG"], budget: 2)
    #expect(!walk.step(.left).isDone)
    #expect(walk.step(.left).isDone)
    #expect(walk.end == .exhausted)
  }

  @Test(arguments: GridDirection.allCases)
  func `slippery ice goes the intended way a third of the time and to each side a third`(
    intended: GridDirection
  ) throws {
    var counts: [LakeWalk.Step.Contact: Int] = [:]
    let draws = 6_000
    for seed in 0..<draws {
      var walk = try walk(["FFF", "FSF", "FFG"], isSlippery: true, seed: UInt64(seed))
      counts[walk.step(intended).contact, default: 0] += 1
    }
    let map = try LakeMap(rows: ["FFF", "FSF", "FFG"])
    let expected = [-1, 0, 1].compactMap {
      map.neighbour(of: 4, towards: intended.turned(by: $0))
    }
    #expect(Set(counts.keys) == Set(expected.map { .square($0) }))
    // Five standard deviations of a third of 6,000 draws are 183.
    for count in counts.values { #expect(abs(count - draws / 3) < 183) }
  }

  @Test func `firm ice never slips`() throws {
    for seed in 0..<50 {
      var walk = try walk(["FFF", "FSF", "FFG"], seed: UInt64(seed))
      #expect(walk.step(.up).contact == .square(1))
    }
  }

  @Test(arguments: [
    ("Left", GridDirection.left), ("down", .down), (" RIGHT\n", .right), ("uP", .up),
  ])
  func `directions are read in any case`(text: String, direction: GridDirection) {
    #expect(GridDirection(reading: text) == direction)
  }

  @Test(arguments: [
    "", " ", "🧊", "up down", "upp", "u", "left.", "ｌｅｆｔ", "\u{1B}[2J", "\0",
    String(repeating: "left ", count: 2_000), String(repeating: "x", count: 10_000), "L%FT", "Lef4",
  ])
  func `anything else names no direction`(text: String) {
    #expect(GridDirection(reading: text) == nil)
  }
}
