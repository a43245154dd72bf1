import RunModel

/// Advantages relative to a group: GRPO (Shao et al., "DeepSeekMath", section 4.1).
package enum GroupAdvantage {
  /// How far each reward lies above its group's mean, in standard deviations of the group.
  ///
  /// `A = (r - mean) / (deviation + 1e-6)`, with the deviation over `n - 1`, as verl computes it.
  ///
  /// - Parameters:
  ///   - rewards: one a row.
  ///   - groups: the group of each row.
  ///   - singleton: what a row gets that is alone in its group.
  /// - Returns: one advantage a row.
  package static func advantages(
    of rewards: [Double], groups: [Int], singleton: ERLOptions.Singleton
  ) -> [Double] {
    var members: [Int: [Int]] = [:]
    for (row, group) in groups.enumerated() { members[group, default: []].append(row) }
    var advantages = [Double](repeating: 0, count: rewards.count)
    for rows in members.values {
      if rows.count == 1, let row = rows.first {
        advantages[row] = singleton == .reward ? rewards[row] : 0
        continue
      }
      // The mean of equal fractions is rounded and would leave a trace of an advantage.
      if rows.allSatisfy({ rewards[$0] == rewards[rows[0]] }) { continue }
      let mean = rows.reduce(0) { $0 + rewards[$1] } / Double(rows.count)
      let squares = rows.reduce(0) { $0 + (rewards[$1] - mean) * (rewards[$1] - mean) }
      let deviation = (squares / Double(rows.count - 1)).squareRoot()
      for row in rows { advantages[row] = (rewards[row] - mean) / (deviation + 1e-6) }
    }
    return advantages
  }
}
