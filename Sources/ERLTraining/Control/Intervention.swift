import RLCore
import RunModel

/// An option that somebody changes while the run goes on.
package struct LiveChange: Codable, Equatable, Sendable {
  package var key: String
  package var value: OptionValue
  package var who: String
  /// What it was before; `nil` until it is changed, and in checkpoints older than this value.
  package var old: OptionValue?
  /// Where the order for it lies in the run's file of orders.
  package var order: Int?

  package init(key: String, value: OptionValue, who: String, order: Int? = nil) {
    self.key = key
    self.value = value
    self.who = who
    self.order = order
  }
}

/// What somebody does to a run between two of its steps.
package enum Intervention: Equatable, Sendable {
  case set(LiveChange)
  /// `order` is where it lies in the run's file of orders.
  case memory(MemoryOrder, who: String, order: Int?)
  /// A remark from a part of the log that is written again.
  case note(ControlRecord)
}
