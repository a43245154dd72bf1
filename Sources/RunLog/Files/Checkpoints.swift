import Glibc

/// A state of a run from which it can go on.
package struct Checkpoint: Sendable, Equatable {
  package let step: Int
  /// The folder; `name` is the same relative to the run's.
  package let path: String
  package let name: String
  /// Bytes of the log up to and with the checkpoint's own event.
  package let logOffset: Int
  /// Seconds since the run began, as its events count them.
  package let elapsed: Double
}

/// A checkpoint that is being written.
///
/// Its folder is named `….partial` until it is whole, so a crash leaves no checkpoint that looks
/// like one. The order is: fill the folder, append the `checkpoint` event, `finish`. Then the log
/// up to the recorded offset contains the event, and a run that goes on from here writes the very
/// log that it would have written without the interruption.
package struct PendingCheckpoint: Sendable {
  package let step: Int
  /// Relative to the run's folder: what the event records.
  package let name: String
  /// Where to write what the checkpoint holds.
  package let folder: String
  private let run: RunDirectory

  fileprivate init(step: Int, in run: RunDirectory) throws(RunLogError) {
    self.step = step
    self.run = run
    name = RunDirectory.checkpointName(step: step)
    folder = run.path + "/" + name + RunDirectory.partialSuffix
    try Folder.remove(folder)
    try Folder.make(folder)
  }

  /// Makes the checkpoint one that can be resumed from.
  ///
  /// - Parameters:
  ///   - writer: the log's, after the checkpoint's event.
  ///   - elapsed: seconds since the run began.
  /// - Returns: the checkpoint, in its place.
  /// - Throws: `RunLogError` if the disk refuses.
  @discardableResult
  package func finish(writer: EventWriter, elapsed: Double) throws(RunLogError) -> Checkpoint {
    try writer.synchronize()
    let path = run.path + "/" + name
    let checkpoint = Checkpoint(
      step: step, path: path, name: name, logOffset: writer.offset, elapsed: elapsed)
    try Folder.write(checkpoint.record, to: folder + "/" + Checkpoint.recordName)
    try Folder.remove(path)
    try Folder.rename(folder, to: path)
    return checkpoint
  }
}

extension RunDirectory {
  static let partialSuffix = ".partial"

  static func checkpointName(step: Int) -> String {
    let digits = String(step)
    return "checkpoints/step-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// Begins a checkpoint in a folder that does not count until it is finished.
  package func beginCheckpoint(step: Int) throws(RunLogError) -> PendingCheckpoint {
    try PendingCheckpoint(step: step, in: self)
  }

  /// The checkpoints that are whole and that the log reaches, the earliest first.
  package func checkpoints() throws(RunLogError) -> [Checkpoint] {
    let size = try FileStatus(ofPath: eventsPath)?.size ?? 0
    var found: [Checkpoint] = []
    for folder in try Folder.names(in: checkpointsPath) where !folder.hasSuffix(Self.partialSuffix)
    {
      let checkpoint = try Checkpoint(named: "checkpoints/" + folder, in: self)
      if let checkpoint, checkpoint.logOffset <= size { found.append(checkpoint) }
    }
    return found.sorted { $0.step < $1.step }
  }

  package func latestCheckpoint() throws(RunLogError) -> Checkpoint? {
    try checkpoints().last
  }
}

extension EventWriter {
  /// Takes hold of a run's log where its last checkpoint left it, and clears what a crash left.
  ///
  /// - Returns: the writer, and the checkpoint to load; without one the log is empty and the run
  ///   begins anew.
  package static func resuming(
    _ run: RunDirectory
  ) throws(RunLogError) -> (writer: EventWriter, checkpoint: Checkpoint?) {
    let writer = try EventWriter(run)
    for name in try Folder.names(in: run.checkpointsPath) where name.hasSuffix(".partial") {
      try Folder.remove(run.checkpointsPath + "/" + name)
    }
    let checkpoint = try run.latestCheckpoint()
    try writer.truncate(to: checkpoint?.logOffset ?? 0)
    return (writer, checkpoint)
  }
}

/// What a checkpoint says of the log: `{"step":120,"log_offset":81234,"elapsed":33.5}`.
extension Checkpoint {
  fileprivate static let recordName = "log.json"

  fileprivate var record: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("step", step)
      json.field("log_offset", logOffset)
      json.field("elapsed", elapsed)
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  /// Reads a checkpoint's record; `nil` if the folder is none of ours.
  fileprivate init?(named name: String, in run: RunDirectory) throws(RunLogError) {
    path = run.path + "/" + name
    self.name = name
    let recordPath = path + "/" + Self.recordName
    guard try FileStatus(ofPath: recordPath)?.isRegular == true else { return nil }
    let bytes = try OpenFile(recordPath, OpenFile.readOnly, for: "read").read(4096, at: 0)
    guard let record = try? Self.parse(bytes) else { return nil }
    (step, logOffset, elapsed) = record
  }

  private static func parse(
    _ bytes: [UInt8]
  ) throws(EventLineProblem) -> (step: Int, logOffset: Int, elapsed: Double) {
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(EventLineProblem) in try parse(bytes) }
    }
    return try result.get()
  }

  private static func parse(
    _ bytes: UnsafeRawBufferPointer
  ) throws(EventLineProblem) -> (step: Int, logOffset: Int, elapsed: Double) {
    var json = JSONReader(bytes)
    var object = try json.beginObject()
    var step: Int?
    var offset: Int?
    var elapsed = 0.0
    while let key = try json.nextKey(in: &object) {
      switch key {
      case "step": step = try json.integer()
      case "log_offset": offset = try json.integer()
      case "elapsed": elapsed = try json.number()
      default: try json.skipValue()
      }
    }
    guard let step, step >= 0 else { throw json.problem(.missingKey("step")) }
    guard let offset, offset >= 0 else { throw json.problem(.missingKey("log_offset")) }
    return (step, offset, elapsed)
  }
}
