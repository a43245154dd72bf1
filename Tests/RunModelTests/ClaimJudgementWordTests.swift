import RLCore
import Testing

@Suite struct `What the claims of a text come to` {
  private func rule(_ verdict: Claim.Verdict, isGuess: Bool = false) -> Claim {
    Claim(.rule, verdict, about: "C", at: 0..<1, isShown: false, isGuess: isGuess)
  }

  @Test func `is vague where nothing is said to be so`() {
    #expect([Claim]().isVague)
    #expect([Claim(.grounding, .right, about: "cause", at: 0..<1, isShown: true)].isVague)
    #expect(![rule(.right)].isVague)
  }

  @Test func `is false where something wrong is said for sure`() {
    #expect([rule(.right), rule(.wrong)].isFalse)
    #expect(![rule(.right), rule(.wrong, isGuess: true)].isFalse)
    #expect(![rule(.unsupported)].isFalse)
  }
}
