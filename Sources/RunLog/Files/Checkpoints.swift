/// The folder of a state from which a run can go on.
package struct CheckpointFolder: Sendable, Equatable {
  package let step: Int
  package let path: String
  /// The path relative to the run's folder: "checkpoints/step-000120".
  package let name: String

  init(step: Int, in run: RunDirectory) {
    let digits = String(step)
    let zeros = String(repeating: "0", count: max(0, 6 - digits.count))
    self.step = step
    name = "checkpoints/" + Self.prefix + zeros + digits
    path = run.path + "/" + name
  }

  /// Reads a folder's name; `nil` for one that no checkpoint has, such as an unfinished one's.
  fileprivate init?(named folder: String, in run: RunDirectory) {
    guard folder.hasPrefix(Self.prefix), let step = Int(folder.dropFirst(Self.prefix.count)),
      step >= 0
    else { return nil }
    self.step = step
    name = "checkpoints/" + folder
    path = run.path + "/" + name
  }

  private static let prefix = "step-"
}

extension RunDirectory {
  /// Where the checkpoint of a step belongs.
  package func checkpointFolder(step: Int) -> CheckpointFolder {
    CheckpointFolder(step: step, in: self)
  }

  /// The checkpoints that there are, the earliest first.
  package func checkpointFolders() throws(RunLogError) -> [CheckpointFolder] {
    try Folder.names(in: checkpointsPath).compactMap { CheckpointFolder(named: $0, in: self) }
      .sorted { $0.step < $1.step }
  }

  /// Removes all checkpoints but the latest ones.
  ///
  /// Each loses its name first, so that a folder that has one is whole even where this is broken
  /// off; what is left of it then goes when the run is resumed.
  ///
  /// - Parameter count: how many stay; none are removed if it is 0.
  /// - Throws: `RunLogError`.
  package func removeCheckpoints(keeping count: Int) throws(RunLogError) {
    guard count > 0 else { return }
    for checkpoint in try checkpointFolders().dropLast(count) {
      let rest = checkpoint.path + ".partial"
      try Folder.rename(checkpoint.path, to: rest)
      try Folder.remove(rest)
    }
  }
}

extension EventWriter {
  /// Takes hold of a run's log where its last usable checkpoint left it, and clears away what a
  /// crash left unfinished.
  ///
  /// The log behind the checkpoint is dropped: the run writes it again, the same.
  ///
  /// - Parameters:
  ///   - run: the run to go on with.
  ///   - fromStart: whether a run of whose checkpoints none can be used may begin anew.
  ///   - beforeCut: called with the place at which the log is about to be cut.
  ///   - load: loads a checkpoint and says how many bytes the log had when it was made; `nil` if
  ///     it is damaged. The latest is tried first.
  /// - Returns: the writer, the checkpoint that was loaded, and later ones that could not be;
  ///   without a checkpoint the log is empty, and the run begins anew.
  /// - Throws: `RunLogError`, or what `beforeCut` or `load` throws.
  package static func resuming(
    _ run: RunDirectory, fromStart: Bool = false, beforeCut: (Int) throws -> Void = { _ in },
    load: (CheckpointFolder) async throws -> Int?
  ) async throws -> Resumption {
    let writer = try EventWriter(run)
    let suffix = CheckpointFolder.replacedSuffix
    for name in try Folder.names(in: run.checkpointsPath) where name.hasSuffix(suffix) {
      let named = String(name.dropLast(suffix.count))
      try CheckpointFolder(named: named, in: run)?.takeBack()
    }
    for name in try Folder.names(in: run.checkpointsPath) where name.hasSuffix(".partial") {
      try Folder.remove(run.checkpointsPath + "/" + name)
    }
    let checkpoints = try run.checkpointFolders()
    var passedOver: [PassedCheckpoint] = []
    for checkpoint in checkpoints.reversed() {
      guard let offset = try await load(checkpoint) else {
        passedOver.append(PassedCheckpoint(step: checkpoint.step, why: .damaged))
        continue
      }
      guard try writer.endsLine(at: offset) else {
        passedOver.append(PassedCheckpoint(step: checkpoint.step, why: .fitsNoLog))
        continue
      }
      try beforeCut(offset)
      try writer.truncate(to: offset)
      return Resumption(writer: writer, checkpoint: checkpoint, passedOver: passedOver)
    }
    guard checkpoints.isEmpty || fromStart else {
      throw RunLogError.noUsableCheckpoint(path: run.path, count: checkpoints.count)
    }
    try beforeCut(0)
    try writer.truncate(to: 0)
    return Resumption(writer: writer, checkpoint: nil, passedOver: passedOver)
  }
}
