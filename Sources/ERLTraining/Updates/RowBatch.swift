import RLCore

/// The rows of one type in one update, with what is known of them before the gradients are.
package struct RowBatch: Sendable {
  package var kind: RowKind
  package var rows: [Trajectory]
  package var rewards: [Double]
  /// Advantage of each row, or the weight of a distilled one.
  package var advantages: [Double]
  /// The prompt of each row.
  package var groups: [Int]
  /// Whether gradients flow from these rows, or they are only counted.
  package var isTrained: Bool

  package init(
    kind: RowKind, rows: [Trajectory], rewards: [Double], advantages: [Double], groups: [Int],
    isTrained: Bool
  ) {
    self.kind = kind
    self.rows = rows
    self.rewards = rewards
    self.advantages = advantages
    self.groups = groups
    self.isTrained = isTrained
  }
}
