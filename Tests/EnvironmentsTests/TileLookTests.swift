import RLCore
import Testing

@testable import Environments

@Suite struct TileLookTests {
  @Test func `each kind of square looks as its name does by itself, as in logs of old`() throws {
    for entry in try FrozenLake().legend + Sokoban().legend {
      #expect(entry.look == TileLook(ofMeaning: entry.meaning), "\(entry.meaning)")
    }
  }

  @Test func `a meaning that nobody knows is no role and its first letter`() {
    #expect(TileLook(ofMeaning: "lava") == TileLook(.other, sign: "L"))
    #expect(TileLook(ofMeaning: "") == TileLook(.other))
    #expect(LegendEntry(symbol: "L", meaning: "lava", look: TileLook(.danger)).look.role == .danger)
  }
}
