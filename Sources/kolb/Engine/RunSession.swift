import ERLTraining
import Foundation
import RunLog
import RunModel
import Synchronization

/// Trains in this process until the end, a stop or a failure.
struct RunSession {
  /// Who is told how training goes.
  enum Listener {
    /// Whoever reads standard error: a line a training step.
    case people
    /// The dashboard that started this process, until it knows where the run is.
    case dashboard
  }

  var listener: Listener
  /// What is done at the end for whoever looks elsewhere.
  var attention = Attention()

  /// Whoever stops a run does not wait for more bytes of its log to be read than these.
  private static let keptAtStop = 256 << 20

  typealias Preparation =
    @Sendable (_ onEvent: @escaping @Sendable (RunEvent) -> Void) async throws -> TrainingEngine

  /// - Parameters:
  ///   - pace: how fast it is to go until an order says otherwise.
  ///   - prepare: makes the engine.
  /// - Throws: what preparing or training throws; `Interruption` after a stop.
  func run(at pace: Pace? = nil, _ prepare: @escaping Preparation) throws {
    try MemoryLimit.checkForTraining()
    if listener == .dashboard { Announcement.giveWay() }
    Interrupt.listen()
    let progress = Mutex<HeadlessProgress?>(nil)
    let engine = try Interrupt.preparing {
      try blocking {
        try await prepare { event in
          // What is logged is to be ended in order, with a checkpoint.
          Interrupt.isPrepared()
          let line = progress.withLock { $0?.line(for: event) }
          if let line { StandardError.write(line) }
        }
      }
    }
    defer { engine.close() }
    if let pace { engine.control.set(pace) }
    switch listener {
    case .people:
      progress.withLock {
        $0 = HeadlessProgress(steps: engine.total, stepsDone: engine.stepsDone)
      }
      StandardError.write("run \(engine.run.path)  \(engine.configuration.summary)")
      for note in engine.notes { StandardError.write(note) }
    case .dashboard: try Announcement.announce(engine.run)
    }
    let watch = Task.detached {
      while !Interrupt.isRequested { try await Task.sleep(for: .milliseconds(50)) }
      engine.stop(by: "a signal")
    }
    let ending: ERLLoop.Ending
    do {
      ending = try blocking { try await engine.train() }
    } catch {
      announceEnd("failed: \(error)", of: engine)
      throw error
    }
    watch.cancel()
    announceEnd(ending == .stopped ? "stopped" : "finished", of: engine)
    if let words = try engine.useOfCorrections() { StandardError.write(words) }
    // Who looks at the run need not wait for what is kept of it.
    engine.close()
    WrittenHistory(engine.run).keep(newAtMost: ending == .stopped ? Self.keptAtStop : .max)
    if ending == .stopped {
      StandardError.write("stopped; go on with: kolb resume \(engine.run.path)")
      throw Interruption()
    }
  }

  /// A run that a dashboard started is that dashboard's to tell of.
  private func announceEnd(_ words: String, of engine: TrainingEngine) {
    guard listener == .people else { return }
    let end = AttentionOccasion.end(words)
    if attention.bell.includes(end), isatty(STDERR_FILENO) == 1 {
      try? FileHandle.standardError.write(contentsOf: Data([7]))
    }
    do {
      try attention.run(on: end, of: engine.run.path)
    } catch {
      StandardError.write("note: the command was not run: \(ErrorWords.sentence(on: error))")
    }
  }
}
