import Foundation
import RLCore
import RunModel

/// A branch in words, beside what happened in the run.
struct BranchReport {
  let result: Branch.Result

  var lines: [String] {
    let record = result.record
    var lines = [
      "episode \(record.episode) of step \(record.step), weights of step \(record.weights)",
      "  told      \(told)",
      "  in the run           \(words(result.texts.second))",
    ]
    if let original = result.original {
      let isSame =
        original.turns.map(\.text) == result.texts.second?.turns.map(\.text)
        && original.reward == result.texts.second?.reward
      lines.append(
        "  the run's own draws  \(words(original))"
          + (isSame ? ": the same attempt again" : ": another attempt"))
    }
    if !result.unchanged.isEmpty {
      lines.append("  the run's words      \(counts(result.unchanged))")
    }
    if !result.fresh.isEmpty { lines.append("  other draws          \(counts(result.fresh))") }
    return lines + ["branch \(record.number): \(result.path)"]
  }

  private var told: String {
    switch result.record.advice {
    case .none: "nothing: a blind retry"
    case .original where result.record.text.isEmpty: "what it was told in the run"
    default: "(\(result.record.advice.rawValue)) \(result.record.text)"
    }
  }

  private func words(_ attempt: AttemptRecord?) -> String {
    guard let attempt else { return "none" }
    let count = attempt.turns.count
    return "r \(number(attempt.reward)) in \(count) \(count == 1 ? "turn" : "turns")"
  }

  private func counts(_ attempts: [AttemptRecord]) -> String {
    let rewards = attempts.map(\.reward)
    let solved = rewards.count { $0 >= result.threshold }
    let mean = rewards.reduce(0, +) / Double(rewards.count)
    let interval = Interval.wilson(successes: solved, of: rewards.count)
    let range = interval.map { String(format: " [%.2f, %.2f]", $0.low, $0.high) } ?? ""
    return String(
      format: "%d of %d solved, %.2f", solved, rewards.count,
      Double(solved) / Double(rewards.count)) + range + String(format: "; mean r %.2f", mean)
  }

  private func number(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e9 ? String(Int(value)) : String(value)
  }
}
