import Basics
import RLCore
import Testing

/// Recorded runs and checkpoints rest on these bits.
@Suite struct `Words of no domain` {
  @Test func `a digest is that of Fowler, Noll and Vo`() {
    #expect(FNV1a.hexadecimal(of: "".utf8) == "cbf29ce484222325")
    #expect(FNV1a.hexadecimal(of: "a".utf8) == "af63dc4c8601ec8c")
    #expect(FNV1a.hash("foobar".utf8) == 0x85944171f73967e8)
    #expect(FNV1a.hexadecimal(of: [0, 200]) == "0831c007b4ea1c15")
  }

  @Test func `a digest is the same piece by piece`() {
    var hash = FNV1a()
    hash.add("foo".utf8)
    hash.add(UInt64(UInt8(ascii: "b")))
    hash.add("ar".utf8)
    #expect(hash.digest == FNV1a.hash("foobar".utf8))
  }

  @Test func `a generator draws the words of its authors`() {
    var words = SplitMix64(seed: 1_234_567)
    #expect(
      (0..<3).map { _ in words.next() } == [
        6457827717110365317, 3203168211198807973, 9817491932198370423,
      ])
    #expect((0..<1000).allSatisfy { _ in (0..<1).contains(words.uniform()) })
  }

  @Test func `the chance of recorded runs is drawn again`() {
    var seeded = SeededGenerator(seed: 7)
    #expect(
      (0..<3).map { _ in seeded.next() } == [
        309689372594955804, 16616101746815609346, 10753165928301472203,
      ])
    var placed = SeededGenerator(seed: 3, purpose: "first attempt", 2, -1)
    #expect(
      (0..<3).map { _ in placed.next() } == [
        4039435280826307619, 8518373612464517283, 2042708129261805985,
      ])
  }

  @Test(arguments: [
    ("thmee", "theme"), ("THEME", "theme"), ("them", "theme"), ("quit", "quit"), ("qiut", "quit"),
    ("group_sise", "group_size"), ("zzzzz", nil), ("", nil),
  ])
  func `what was meant is the nearest, if it is near`(word: String, meant: String?) {
    #expect(Spelling.nearest(to: word, among: ["quit", "theme", "group_size"]) == meant)
  }
}
