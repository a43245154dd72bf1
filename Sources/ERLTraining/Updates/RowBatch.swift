import RLCore
import RunModel

/// The rows of one type in one update, with what is known of them before the gradients are.
package struct RowBatch: Sendable {
  /// A conversation to learn from.
  package struct Row: Sendable {
    package let conversation: Conversation
    /// The episode whose conversation it is.
    package let episode: Int
    /// Its prompt.
    package let group: Int
    package let reward: Double
    /// Its advantage, or the weight of a distilled one.
    package var weight = 0.0

    package init(_ conversation: Conversation, episode: Int, group: Int, reward: Double) {
      self.conversation = conversation
      self.episode = episode
      self.group = group
      self.reward = reward
    }
  }

  package let kind: RowKind
  package let rows: [Row]
  /// Whether gradients flow from these rows, or they are only counted.
  package let isTrained: Bool

  package init(_ kind: RowKind, _ rows: [Row], isTrained: Bool) {
    self.kind = kind
    self.rows = rows
    self.isTrained = isTrained
  }
}
