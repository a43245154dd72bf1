import Foundation
import RunLog
import RunModel

/// Runs the cells of a grid as processes of this program, several side by side.
///
/// One thread a run and as many runs as cores is faster than the other way round: a small model's
/// steps are too short to be worth dividing.
struct ExperimentRunner {
  private let folder: ExperimentFolder
  private let jobs: Int
  private let takesAnyBuild: Bool
  private let total: Int
  private var waiting: [ExperimentRun]
  private var running: [RunningExperimentRun] = []
  private var failures: [(label: String, reason: String)] = []
  private var tally: ExperimentTally
  private var progress = ProgressLine()
  private let began = ContinuousClock.now
  /// Closes when this process ends, and with it end the runs.
  private let lifeline: ProcessPipe

  /// - Parameters:
  ///   - folder: where the runs live.
  ///   - runs: what is to be run, with how far each has come.
  ///   - jobs: how many run side by side.
  ///   - takesAnyBuild: whether runs go on that another build of the program began.
  /// - Throws: `ChildProcessError` where the system refuses a pipe.
  init(
    folder: ExperimentFolder, runs: [(run: ExperimentRun, progress: RunDirectory.Progress)],
    jobs: Int, takesAnyBuild: Bool = false
  ) throws {
    self.folder = folder
    self.takesAnyBuild = takesAnyBuild
    self.jobs = jobs
    waiting = runs.filter { !$0.progress.isFinished }.map(\.run)
    total = runs.count
    tally = ExperimentTally(
      total: total, done: total - waiting.count,
      stepsWaiting: waiting.reduce(0) { $0 + $1.configuration.steps })
    lifeline = try ProcessPipe()
  }

  /// Runs what is left of the grid.
  ///
  /// - Throws: `Interruption` after a stop by signal; `ExperimentError.failedRuns`.
  mutating func run() throws {
    Interrupt.listen()
    progress.keep("experiment \(folder.directory.path)  \(tally.line(at: 0))")
    var isStopping = false
    while true {
      if Interrupt.isRequested, !isStopping {
        isStopping = true
        progress.keep("stopping \(running.count) runs at their next checkpoint …")
        for run in running { run.process.stop() }
      }
      while !isStopping, running.count < jobs, !waiting.isEmpty { start(waiting.removeFirst()) }
      guard !running.isEmpty else { break }
      listen()
      progress.show(tally.line(at: seconds))
    }
    progress.end()
    if isStopping {
      StandardError.write("stopped; the same command goes on.")
      throw Interruption()
    }
    guard failures.isEmpty else { throw ExperimentError.failedRuns(failures, of: total) }
    StandardError.write(
      "finished \(total) runs in \(Words.duration(seconds)). kolb report \(folder.directory.path)")
  }

  private var seconds: Double { began.duration(to: .now).seconds }

  private mutating func start(_ run: ExperimentRun) {
    do {
      let path = folder.directory.path(of: run)
      let steps = run.configuration.steps
      switch try RunDirectory.progress(at: path, steps: steps) {
      case .finished: return
      case .notBegun:
        _ = try RunDirectory(beginningAt: path, configuration: run.configuration)
      case .unfinished(let folder): try Self.waitForOrphan(of: folder)
      }
      // What the arms name was asked for, and a run of another configuration is refused.
      let process = try ChildProcess(
        ["resume", path, "--headless", "--ends-with-input", "--trust"]
          + (takesAnyBuild ? ["--any-build"] : []), input: lifeline.reading)
      running.append(RunningExperimentRun(run: run, path: path, process: process))
      tally.begin(run.label, steps: steps, at: seconds)
    } catch {
      tally.begin(run.label, steps: run.configuration.steps, at: seconds)
      end(run, reason: "\(error)")
    }
  }

  /// Gives a run whose experiment was killed a moment ago the time to notice.
  private static func waitForOrphan(of run: RunDirectory) throws {
    for _ in 0..<40 {
      guard try run.isBeingWritten() else { return }
      usleep(50_000)
    }
  }

  /// Waits a moment for words of the runs, and takes them.
  private mutating func listen() {
    var descriptors = running.map {
      pollfd(fd: $0.process.errors, events: Int16(POLLIN), revents: 0)
    }
    guard poll(&descriptors, nfds_t(descriptors.count), 250) > 0 else { return }
    for index in running.indices.reversed() where descriptors[index].revents != 0 {
      let bytes = running[index].process.read()
      for line in running[index].take(bytes) {
        tally.take(line: line, of: running[index].run.label)
      }
      guard bytes.isEmpty else { continue }
      let ended = running.remove(at: index)
      let reason = ended.failure(of: ended.process.wait())
      if reason == nil { Self.tidy(ended.path) }
      if !(Interrupt.isRequested && ended.wasStopped) { end(ended.run, reason: reason) }
    }
  }

  private mutating func end(_ run: ExperimentRun, reason: String?) {
    if let reason { failures.append((run.label, reason)) }
    progress.keep(tally.end(run.label, reason: reason, at: seconds))
  }

  /// Removes what a finished run needs no more; what cannot be removed stays.
  private static func tidy(_ path: String) {
    try? RunDirectory(opening: path).removeEarlierCheckpoints()
  }
}

extension RunDirectory.Progress {
  var isFinished: Bool {
    if case .finished = self { true } else { false }
  }
}
