import Environments
import Testing

/// Answers that are easily scored wrongly; the expected values were computed by
/// `official_scores.py` beside this file.
@Suite struct AnswerScoreTests {
  private static let table: [(answer: String, truth: String, isExact: Bool, f1: Double)] = [
    ("The Beatles", "Beatles", true, 1.0),
    ("a an the", "", true, 0.0),
    ("", "", true, 0.0),
    ("", "Paris", false, 0.0),
    ("Paris", "", false, 0.0),
    ("the", "an", true, 0.0),
    ("Yes", "yes.", true, 1.0),
    ("yes", "no", false, 0.0),
    ("yes, it is", "yes", false, 0.0),
    ("no", "No way", false, 0.0),
    ("noanswer", "no answer", false, 0.0),
    ("No Answer", "noanswer", false, 0.0),
    ("no-answer", "noanswer", true, 1.0),
    ("yes and no", "no and yes", false, 1.0),
    ("1,234", "1234", true, 1.0),
    ("3.14", "314", true, 1.0),
    ("10", "ten", false, 0.0),
    ("1990s", "1990's", true, 1.0),
    ("12 May 1999", "May 12, 1999", false, 1.0),
    ("U.S.A.", "USA", true, 1.0),
    ("U. S. A.", "usa", false, 0.0),
    ("A.", "b", false, 0.0),
    ("Plan A", "plan", true, 1.0),
    ("AT&T", "att", true, 1.0),
    ("rock-and-roll", "rock and roll", false, 0.0),
    ("An-Nasr", "annasr", true, 1.0),
    ("theatre", "the atre", false, 0.0),
    ("Beyonc\u{E9}", "Beyonce\u{301}", false, 0.0),
    ("Beyonc\u{E9}", "BEYONC\u{C9}", true, 1.0),
    ("e\u{301} a\u{301}", "e\u{301}", false, 0.6666666666666666),
    ("a\u{301}", "\u{301}", true, 1.0),
    ("\u{39F}\u{394}\u{39F}\u{3A3}", "\u{3BF}\u{3B4}\u{3CC}\u{3C2}", false, 0.0),
    ("\u{39F}\u{394}\u{39F}\u{3A3}", "\u{3BF}\u{3B4}\u{3BF}\u{3C2}", true, 1.0),
    ("\u{39F}\u{394}\u{39F}\u{3A3} \u{3A3}", "\u{3BF}\u{3B4}\u{3BF}\u{3C2} \u{3C3}", true, 1.0),
    ("\u{130}stanbul", "i\u{307}stanbul", true, 1.0),
    ("\u{130}stanbul", "istanbul", false, 0.0),
    ("stra\u{DF}e", "STRASSE", false, 0.0),
    ("\u{201C}Paris\u{201D}", "Paris", false, 0.0),
    ("Paris\u{2014}Rome", "Paris Rome", false, 0.0),
    ("Paris\u{A0}Rome", "paris rome", true, 1.0),
    ("Paris\u{200B}Rome", "paris rome", false, 0.0),
    ("Paris\u{1C}Rome", "paris rome", true, 1.0),
    ("Paris\u{3000}Rome", "paris rome", true, 1.0),
    ("\u{4E1C}\u{4EAC}", "\u{4E1C}\u{4EAC}\u{5E02}", false, 0.0),
    ("the \u{4E1C}\u{4EAC}", "\u{4E1C}\u{4EAC}", true, 1.0),
    ("a\u{4E1C}", "\u{4E1C}", false, 0.0),
    ("a\u{B2}", "\u{B2}", false, 0.0),
    ("a\u{20AC}", "\u{20AC}", true, 1.0),
    ("a_b", "ab", true, 1.0),
    ("\u{1F389} a party", "party", false, 0.6666666666666666),
    ("Charles John Huffam Dickens", "Charles Dickens", false, 0.6666666666666666),
    ("Dickens Charles", "Charles Dickens", false, 1.0),
    ("new new york", "new york york", false, 0.6666666666666666),
    ("x y z w v u", "x", false, 0.2857142857142857),
    ("one two three four five six", "six", false, 0.2857142857142857),
    (
      "Gesellschaft mit beschr\u{E4}nkter Haftung", "Gesellschaft mit beschrankter Haftung", false,
      0.75
    ),
    ("!!!", "???", true, 0.0),
    ("\u{9} The\u{A}  End ", "end", true, 1.0),
    ("AN", "an", true, 0.0),
    ("thethe", "the the", false, 0.0),
  ]

  @Test func `tricky answers score as officially`() {
    for row in Self.table {
      let score = AnswerScore(of: row.answer, against: row.truth)
      #expect(score.isExact == row.isExact, "\(row)")
      #expect(abs(score.f1 - row.f1) < 1e-12, "\(row) scored \(score.f1)")
    }
  }

  @Test func `the reward is 1 for a match, F1 from 0.3 on, and else 0`() {
    #expect(AnswerScore(of: "The Beatles!", against: "beatles").reward == 1)
    #expect(AnswerScore(of: "x a y", against: "x").reward == 2.0 / 3)
    // One word of six: 2 / 7 is below 0.3; one of five: 1 / 3.
    #expect(AnswerScore(of: "x y z w v u", against: "x").reward == 0)
    #expect(abs(AnswerScore(of: "x y z w v", against: "x").reward - 1.0 / 3) < 1e-12)
    #expect(AnswerScore(of: "yes indeed", against: "yes").reward == 0)
    #expect(AnswerScore(of: "the", against: "").reward == 1)
  }
}
