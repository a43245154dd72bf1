import Basics

/// The options that somebody changed while the run went on, and since which step.
package struct SettingsInForce: Sendable, Equatable {
  /// An option from a training step on.
  package struct Change: Sendable, Equatable {
    package var step: Int
    package var key: String
    /// As a configuration writes it.
    package var value: String
  }

  package private(set) var changes: [Change] = []
  /// τ from a step on, the latest last; never empty.
  private var thresholds: [Threshold]

  private struct Threshold: Sendable, Equatable {
    var step: Int
    var value: Double
  }

  package init(threshold: Double) {
    thresholds = [Threshold(step: 0, value: threshold)]
  }

  /// τ, the reward that counts as success, as it is now.
  package var threshold: Double { thresholds.last?.value ?? 1 }

  /// τ at a training step.
  package func threshold(atStep step: Int) -> Double {
    // Mostly there is one; where there are more, what is asked for is mostly the last.
    (thresholds.last { $0.step <= step } ?? thresholds[0]).value
  }

  /// The value of an option that was changed; `nil` for one that is as the run began.
  package func value(of key: String) -> String? {
    changes.last { $0.key == key }?.value
  }

  /// The latest value of each option that was changed, in the order of their latest changes.
  package var latest: [Change] {
    changes.enumerated().filter { place, change in
      !changes[(place + 1)...].contains { $0.key == change.key }
    }.map(\.element)
  }

  func pack(into bytes: inout PackedWriter) {
    bytes.put(list: changes) { bytes, change in
      bytes.put(change.step)
      bytes.put(change.key)
      bytes.put(change.value)
    }
    bytes.put(list: thresholds) { bytes, threshold in
      bytes.put(threshold.step)
      bytes.put(threshold.value)
    }
  }

  init(from bytes: inout PackedReader) {
    changes = bytes.list { Change(step: $0.integer(), key: $0.text(), value: $0.text()) }
    thresholds = bytes.list { Threshold(step: $0.integer(), value: $0.number()) }
    if thresholds.isEmpty { thresholds = [Threshold(step: 0, value: 1)] }
  }

  /// More changes than anybody makes by hand; a script that makes more loses the first ones.
  private static let limit = 1000

  mutating func apply(_ setting: SettingChange, fromStep step: Int) {
    changes.append(Change(step: step, key: setting.key, value: setting.new))
    if changes.count > Self.limit { changes.removeFirst() }
    guard setting.key == "erl.threshold", let value = Double(setting.new) else { return }
    thresholds.append(Threshold(step: step, value: value))
    if thresholds.count > Self.limit { thresholds.remove(at: 1) }
  }
}
