import RunModel

extension RunDirectory {
  /// Makes the folder of a run that was trained elsewhere: it has a log, and no configuration that
  /// it could go on with.
  ///
  /// - Throws: `RunLogError` if the folder holds anything already.
  package init(importingTo path: String) throws(RunLogError) {
    let trimmed = Folder.trimmed(path)
    if let status = try FileStatus(ofPath: path) {
      guard status.isFolder else { throw .occupied(path: path) }
      let names = try Folder.names(in: path)
      guard !names.contains(Self.eventsName) else { throw .alreadyARun(path: path) }
      guard names.isEmpty else { throw .occupied(path: path) }
    }
    try Folder.make(path)
    _ = try OpenFile(trimmed + "/" + Self.eventsName, OpenFile.writeNew, for: "made")
    try self.init(opening: trimmed)
  }
}
