import Basics
import Testing

private let long = "experiment_qwen2.5-7b-instruct-grpo-lr1e-6-kl0.001-bs1024-rollout8"

@Suite struct TellingApartTests {
  @Test(arguments: [
    (["/x/a/run", "/x/b/run"], ["a/run", "b/run"]),
    (["/x/a/run", "/x/b/walk"], ["run", "walk"]),
    (["/1/a/s/run", "/2/a/s/run", "/1/b/s/run"], ["1/a/s/run", "2/a/s/run", "b/s/run"]),
    (["/run", "/a/run"], ["run", "a/run"]),
    (["/a/run", "/a/run"], ["run", "run (2)"]),
    (["standard input", "/a/run"], ["standard input", "run"]), ([], []), (["/"], ["/"]),
  ])
  func `a run is named by the shortest part of its path that no other has`(
    paths: [String], names: [String]
  ) {
    #expect(TellingApart.names(ofPaths: paths) == names)
  }

  @Test(arguments: [
    ["frozenlake-erl-bank-of-8-lr-0.001-s1", "frozenlake-erl-bank-of-8-lr-0.001-s2"],
    ["a-very-long-common-beginning-x-and-end", "a-very-long-common-beginning-yy-and-end"],
    ["1-is-told-apart-at-its-beginning-alone", "2-is-told-apart-at-its-beginning-alone"],
    [
      "a-\(long)-x", "b-\(long)-x", "\(long)-left-\(long)", "\(long)-right-\(long)",
      "\(long)-\(long)-1",
    ],
    ["\(long)-left-\(long)", "\(long)-right-\(long)"],
    ["\(long)-1-\(long)-1", "\(long)-1-\(long)-2", "\(long)-2-\(long)-1"],
  ])
  func `long names are shortened where they are alike, not where they differ`(names: [String]) {
    for width in 9...40 {
      let short = TellingApart.shortened(names, to: width)
      #expect(Set(short).count == names.count, "\(short)")
      #expect(short.allSatisfy { $0.count <= width }, "\(short)")
    }
    #expect(TellingApart.shortened(names, to: 250) == names)
  }

  @Test func `what is short stays, and what differs everywhere keeps both its ends`() {
    #expect(TellingApart.shortened(["run", "walk"], to: 10) == ["run", "walk"])
    #expect(
      TellingApart.shortened(["abcdefghijklmnop", "qrstuvwxyzabcdef"], to: 9)
        == ["abcd…mnop", "qrst…cdef"])
    #expect(TellingApart.shortened(["frozenlake-a", "frozenlake-a"], to: 9).count == 2)
  }
}
