import RLCore
import Testing

@testable import Environments

@Suite struct TileLookTests {
  @Test func `each kind of square looks as its name does by itself, as in logs of old`() throws {
    for entry in try FrozenLake().legend + Sokoban().legend {
      #expect(entry.looksAsItsMeaning, "\(entry.meaning) is \(entry.look)")
    }
  }

  @Test func `a meaning that nobody knows is no role and its first letter`() {
    #expect(TileLook(ofMeaning: "lava") == TileLook(.other, sign: "L"))
    #expect(TileLook(ofMeaning: "") == TileLook(.other))
    #expect(LegendEntry(symbol: "L", meaning: "lava", look: TileLook(.danger)).look.role == .danger)
  }

  @Test func `a look follows its meaning until another is asked for`() {
    var entry = LegendEntry(symbol: "C", meaning: "")
    entry.meaning = "hole"
    #expect(entry == LegendEntry(symbol: "C", meaning: "hole", look: TileLook(.danger, sign: "H")))
    #expect(entry.look.role == .danger && entry.looksAsItsMeaning)
    entry.look = TileLook(.goal)
    entry.meaning = "lava"
    #expect(entry.look == TileLook(.goal) && !entry.looksAsItsMeaning)
  }
}
