import ConfigurationFiles
import Foundation
import RunLog
import RunModel

/// Reads the log of a run to where it ends now.
enum RunReading {
  /// - Parameters:
  ///   - source: the run's folder, its log, or standard input.
  ///   - name: by which it is told from others; its own if not given.
  ///   - seed: of an experiment's run; what the log says if not given.
  ///   - skims: whether words may be passed over; then `onEvent` is not told of every event.
  ///   - histories: where what is kept of long logs is looked for, if words may be passed over.
  ///   - onEvent: is told of every event in its order.
  /// - Returns: the run; damaged lines counted in it.
  /// - Throws: `RunLogError` if there is nothing to read.
  static func read(
    _ source: EventSource, named name: String? = nil, seed: Int? = nil, skims: Bool = false,
    histories: HistoryFolder? = .current, onEvent: (LoggedEvent) -> Void = { _ in }
  ) throws -> ComparedRun {
    let configuration = configuration(of: source)
    var state = RunState(threshold: configuration?.erl.threshold ?? 1)
    var broken: [BrokenLine] = []
    var reader = try source.reader()
    var offset = 0
    var place = StreamPlace()
    func take(_ batch: EventBatch) {
      var batch = batch
      _ = place.sort(&batch)
      if batch.restarted {
        state = RunState(threshold: state.threshold)
        broken = []
      }
      for located in batch.events {
        state.apply(located.event, offset: located.offset)
        onEvent(located.event)
      }
      broken += batch.broken
    }
    if skims, let path = source.logPath, let histories, histories.has(path),
      let kept = histories.history(of: path, threshold: state.threshold)
    {
      try reader.resume(kept)
      state = kept.timeline.latest
      // It has no event twice, or it would not have been kept.
      place = StreamPlace(after: state)
    }
    while skims, var batch = try reader.skim() {
      _ = place.sort(&batch)
      if batch.restarted {
        state = RunState(threshold: state.threshold)
        broken = []
      }
      for placed in batch.events { state.apply(placed) }
      broken += batch.broken
    }
    while true {
      let batch = try reader.readMore()
      take(batch)
      // A pipe that is still written to has nothing at the moment and more later.
      let isWaiting = reader.isStream && batch.status == .caughtUp
      guard batch.status == .more || isWaiting else { break }
      if isWaiting, reader.offset == offset { usleep(10_000) }
      offset = reader.offset
    }
    take(reader.finish())
    var run = ComparedRun(
      name: name ?? source.name, seed: seed, state: state.asItStands.withoutTexts,
      configuration: configuration)
    run.beginnings = place.beginnings
    run.repeatedEvents = place.repeated
    run.brokenLines = broken.count
    if case .run(let directory) = source { run.branches = BranchFolder(directory).branches() }
    run.firstBrokenLine = broken.first.map(String.init(describing:))
    return run
  }

  /// What the run was asked, if that can be read.
  static func configuration(of source: EventSource) -> RunConfiguration? {
    guard case .run(let run) = source, let text = try? run.configurationText() else { return nil }
    return try? RunConfiguration(
      toml: text, file: run.configurationPath, onto: RunConfiguration(.shipped))
  }
}
