import RLCore
import RunModel
import Testing

/// What an update's rows came to, and how steps are put together.
@Suite struct `Statistics of rows` {
  private static func row(
    rows: Int = 1, failed: Int = 0, solved: Int = 0, groups: Int = 1
  ) -> RowStatistics {
    RowStatistics(
      rows: rows, reward: 0, loss: 0, advantageMean: 0, advantageDeviation: 0,
      allFailedGroups: failed, allSolvedGroups: solved, groups: groups, kl: nil, entropy: 0,
      clipShare: 0)
  }

  private static func fold(_ rows: [RowStatistics]) -> RunState {
    var state = RunState()
    for (place, row) in rows.enumerated() {
      state.apply(
        LoggedEvent(
          .update(
            UpdateRecord(
              step: place + 1, rows: [.distilled: row], gradientNorm: 0, learningRate: 0,
              sequences: 0, tokens: 0, optimizerSteps: 1))))
    }
    return state
  }

  @Test func `the log ratio of steps is weighed by their trained tokens`() {
    var (short, long) = (Self.row(rows: 8), Self.row(rows: 2))
    (short.logRatio, short.trainedTokens) = (-1, 10)
    (long.logRatio, long.trainedTokens) = (-3, 30)
    let metric = Self.fold([short, long]).reflectionMetric(.logRatio)
    #expect(metric?.value == -2.5)
    // Older logs do not know the tokens: rows stand for them.
    (short.trainedTokens, long.trainedTokens) = (nil, nil)
    #expect(Self.fold([short, long]).reflectionMetric(.logRatio)?.value == -1.4)
  }

  @Test func `the effective sample is of the rows that were trained on`() {
    var (one, other) = (Self.row(rows: 10), Self.row(rows: 10))
    (one.effectiveShare, one.trainedRows) = (1, 1)
    (other.effectiveShare, other.trainedRows) = (0.5, 3)
    #expect(Self.fold([one, other]).reflectionMetric(.effectiveShare)?.value == 0.625)
  }

  @Test func `a solved group of one that has a gradient is not without gradient`() {
    var row = Self.row(failed: 3, solved: 4, groups: 8)
    #expect(row.failedWithoutGradient == 3 && row.solvedWithoutGradient == 4)
    (row.idleFailedGroups, row.idleSolvedGroups) = (2, 0)
    #expect(row.failedWithoutGradient == 2 && row.solvedWithoutGradient == 0)
    #expect(row.allSolvedGroups == 4)
  }
}
