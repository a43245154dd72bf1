import ERLTraining
import Foundation
import RunLog
import RunModel
import Synchronization

/// Trains in this process until the end, a stop or a failure, headless or under the dashboard.
struct RunSession {
  var isHeadless: Bool
  var screen: ScreenOptions

  typealias Preparation =
    @Sendable (_ onEvent: @escaping @Sendable (RunEvent) -> Void) async throws -> TrainingEngine

  /// - Throws: what preparing or training throws; `Interruption` after a stop by signal.
  func run(_ prepare: @escaping Preparation) throws {
    if isHeadless {
      try headless(prepare)
    } else {
      try DashboardSession.live(prepare, options: screen)
    }
  }

  private func headless(_ prepare: @escaping Preparation) throws {
    Interrupt.listen()
    let progress = Mutex<HeadlessProgress?>(nil)
    let engine = try blocking {
      try await prepare { event in
        let line = progress.withLock { $0?.line(for: event) }
        if let line { StandardError.write(line) }
      }
    }
    progress.withLock {
      $0 = HeadlessProgress(steps: engine.configuration.steps, stepsDone: engine.stepsDone)
    }
    StandardError.write("run \(engine.run.path)  \(engine.configuration.summary)")
    for note in engine.notes { StandardError.write(note) }
    let watch = Task.detached {
      while !Interrupt.isRequested { try await Task.sleep(for: .milliseconds(50)) }
      engine.control.stop()
    }
    defer { engine.close() }
    let ending = try blocking { try await engine.train() }
    watch.cancel()
    if ending == .stopped {
      StandardError.write("stopped; go on with: kolb resume \(engine.run.path)")
      throw Interruption()
    }
  }
}
