import Foundation

/// How an experiment comes along: a value that is told what happens and says it in a line.
struct ExperimentTally {
  /// A run under way, by its label.
  private struct Running {
    var step = 0
    let steps: Int
    var success: String?
    /// Seconds on the experiment's clock.
    let began: Double
  }

  let total: Int
  private(set) var done: Int
  private(set) var failed = 0
  private var running: [String: Running] = [:]
  /// Training steps of runs that have not begun.
  private var stepsWaiting: Int
  /// Training steps made since the experiment was started.
  private var stepsMade = 0
  private var runsMade = 0

  /// - Parameters:
  ///   - total: runs in all.
  ///   - done: those that were finished before.
  ///   - stepsWaiting: training steps of the others.
  init(total: Int, done: Int, stepsWaiting: Int) {
    self.total = total
    self.done = done
    self.stepsWaiting = stepsWaiting
  }

  mutating func begin(_ label: String, steps: Int, at seconds: Double) {
    running[label] = Running(steps: steps, began: seconds)
    stepsWaiting -= steps
  }

  /// Takes a line that the run has printed.
  mutating func take(line: String, of label: String) {
    if let step = HeadlessProgress.step(in: line), let run = running[label] {
      // The first step that a resumed run tells of was not all made now.
      if run.step > 0 { stepsMade += max(0, step - run.step) } else { stepsMade += 1 }
      running[label]?.step = step
    } else if let success = HeadlessProgress.heldOut(in: line) {
      running[label]?.success = success
    }
  }

  /// Ends a run; the line that says so.
  mutating func end(_ label: String, reason: String?, at seconds: Double) -> String {
    let run = running.removeValue(forKey: label)
    let time = Words.duration(seconds - (run?.began ?? seconds))
    if let reason {
      failed += 1
      return "failed   \(label)  after \(time): \(reason)"
    }
    done += 1
    runsMade += 1
    let success = run?.success.map { "  held-out \($0)" } ?? ""
    return "finished \(label)  in \(time)\(success)  (\(done) of \(total))"
  }

  /// The whole in one line: runs done, running and left, the rate, the time left.
  func line(at seconds: Double) -> String {
    let waiting = total - done - failed - running.count
    var parts = ["\(done) of \(total) runs done", "\(running.count) running", "\(waiting) left"]
    if failed > 0 { parts.append("\(failed) failed") }
    let rate = Double(stepsMade) / max(seconds, 1e-6)
    guard stepsMade > 0 else { return parts.joined(separator: " · ") }
    let steps =
      stepsWaiting + running.values.reduce(0) { $0 + max(0, $1.steps - $1.step) }
    parts.append(String(format: "%.1f steps/s", rate))
    parts.append("\(Words.duration(Double(steps) / rate)) left")
    return parts.joined(separator: " · ")
  }
}
