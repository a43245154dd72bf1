import RunModel
import Testing

@testable import ERLTraining

@Suite struct GroupAdvantageTests {
  @Test func `advantages are standard scores within a group`() {
    let advantages = GroupAdvantage.advantages(
      of: [1, 0, 0, 0, 5], groups: [7, 7, 7, 7, 9], singleton: .reward)
    // Mean 1/4, deviation over n - 1 is 1/2.
    #expect(abs(advantages[0] - 1.5) < 1e-5)
    #expect(abs(advantages[1] + 0.5) < 1e-5)
    #expect(advantages[4] == 5)
  }

  @Test func `a group that agrees has no advantage`() {
    let solved = GroupAdvantage.advantages(
      of: [1, 1, 1], groups: [0, 0, 0], singleton: .reward)
    #expect(solved == [0, 0, 0])
  }

  @Test(arguments: [0.1, 0.7, 1.0 / 3])
  func `equal fractions leave no advantage, however their mean is rounded`(reward: Double) {
    let advantages = GroupAdvantage.advantages(
      of: [reward, reward, reward], groups: [0, 0, 0], singleton: .reward)
    #expect(advantages == [0, 0, 0])
  }

  @Test func `a group of one gets its reward or nothing, as asked`() {
    #expect(GroupAdvantage.advantages(of: [1], groups: [0], singleton: .reward) == [1])
    #expect(GroupAdvantage.advantages(of: [1], groups: [0], singleton: .zero) == [0])
  }
}
