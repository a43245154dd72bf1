import Foundation
import RLCore
import RunModel

/// One line a training step, for a run without a screen.
struct HeadlessProgress {
  private let steps: Int
  private let begin = ContinuousClock.now
  private let firstStep: Int
  private var heldOut: EvaluationRecord?
  /// What the attempts of the step under way earned.
  private var rewards: [AttemptKind: [Double]] = [:]

  init(steps: Int, stepsDone: Int) {
    self.steps = steps
    firstStep = stepsDone
  }

  /// What to say of an event, if anything.
  mutating func line(for event: RunEvent) -> String? {
    switch event {
    case .update(let update):
      defer { rewards = [:] }
      return line(for: update)
    case .attempt(let attempt) where attempt.measure == nil:
      rewards[attempt.attempt, default: []].append(attempt.reward)
      return nil
    case .evaluation(let record):
      if record.name == "heldout" { heldOut = record }
      return String(
        format: "  %@ at step %d: %.3f [%.3f, %.3f] of %d", record.name, record.step,
        record.successRate, record.low, record.high, record.episodes)
    case .control(let control):
      if case .remark(let words) = control.action { return words }
      return "  \(control.action.name) \(control.detail) by \(control.who)"
    case .runFinished: return "finished"
    default: return nil
    }
  }

  /// The step that a line of a training step tells of.
  static func step(in line: String) -> Int? {
    guard line.hasPrefix("step ") else { return nil }
    return Int(line.dropFirst(5).prefix { $0.isNumber })
  }

  /// The success rate that a line of a held-out evaluation tells of.
  static func heldOut(in line: String) -> String? {
    guard line.hasPrefix("  heldout at step "), let colon = line.firstIndex(of: ":") else {
      return nil
    }
    return line[colon...].split(separator: " ").dropFirst().first.map(String.init)
  }

  private func rewards(of update: UpdateRecord) -> [String] {
    update.rows.sorted { $0.key < $1.key }.filter { $0.key != .distilled }
      .map { String(format: "%@ %.2f", $0.key.rawValue, $0.value.reward) }
  }

  /// Where nothing is learnt there are no rows to tell it.
  private var unlearntRewards: [String] {
    [AttemptKind.first, .second].compactMap { kind in
      rewards[kind].map {
        String(format: "%@ %.2f", kind.rawValue, $0.reduce(0, +) / Double($0.count))
      }
    }
  }

  private func line(for update: UpdateRecord) -> String {
    let seconds = begin.duration(to: .now).seconds
    let pace = Double(update.step - firstStep) / max(seconds, 1e-6)
    let left = Double(steps - update.step) / max(pace, 1e-6)
    let rewards = update.rows.isEmpty ? unlearntRewards : rewards(of: update)
    return "step \(update.step)/\(steps)  " + rewards.joined(separator: "  ")
      + "  \(update.sequences) sequences  \(Words.count(Double(update.tokens))) tokens  "
      + String(format: "%.2f steps/s  ", pace) + "\(Words.duration(left)) left"
  }
}
