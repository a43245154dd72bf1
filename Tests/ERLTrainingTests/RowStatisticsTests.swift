import RLCore
import RunModel
import Testing

@testable import ERLTraining

/// What the rows of an update came to.
@Suite struct `Row statistics` {
  private func statistics(
    _ rewards: [Double], groups: [Int], singleton: ERLOptions.Singleton
  ) -> RowStatistics {
    let advantages = GroupAdvantage.advantages(of: rewards, groups: groups, singleton: singleton)
    let rows = rewards.indices.map { index in
      var row = RowBatch.Row(
        Conversation(id: index), episode: index, group: groups[index], reward: rewards[index])
      row.weight = advantages[index]
      return row
    }
    return RowBatch(.second, rows, isTrained: true).statistics(
      [], rows: [], total: rewards.count, threshold: 1)
  }

  @Test func `a solved singleton is without gradient only where its advantage is 0`() {
    let zero = statistics([1, 0, 1, 1], groups: [1, 2, 3, 3], singleton: .zero)
    #expect(zero.allSolvedGroups == 2 && zero.solvedWithoutGradient == 2)
    let reward = statistics([1, 0, 1, 1], groups: [1, 2, 3, 3], singleton: .reward)
    #expect(reward.allSolvedGroups == 2 && reward.solvedWithoutGradient == 1)
    #expect(reward.allFailedGroups == 1 && reward.failedWithoutGradient == 1)
  }

  @Test func `failures that differ have a gradient`() {
    let row = statistics([0, 0.5, 0, 0], groups: [1, 1, 2, 2], singleton: .zero)
    #expect(row.allFailedGroups == 2 && row.failedWithoutGradient == 1)
  }
}
