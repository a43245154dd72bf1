import RunModel

extension RunDirectory {
  var branchesPath: String { path + "/branches" }

  /// Makes the file of a new branch, beside the run or in a folder that is there.
  ///
  /// - Returns: its number, which no other branch of the run has, and its path.
  package func makeBranch(
    in folder: String? = nil
  ) throws(RunLogError) -> (number: Int, path: String) {
    if folder == nil {
      try refuseLinks()
      try Folder.make(branchesPath)
    }
    let folder = folder ?? branchesPath
    let names = try Folder.names(in: branchesPath) + Folder.names(in: folder)
    let taken = names.compactMap { name in
      name.hasSuffix(".jsonl") ? Int(name.dropLast(6)) : nil
    }
    var number = (taken.max() ?? 0) + 1
    while true {
      let digits = String(number)
      let name = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
      let path = "\(folder)/\(name).jsonl"
      do throws(RunLogError) {
        _ = try OpenFile(path, OpenFile.writeNew, for: "made")
        return (number, path)
      } catch {
        guard try FileStatus(ofPath: path) != nil else { throw error }
        number += 1
      }
    }
  }

  /// Writes the events of a branch into its file.
  package func write(_ events: [RunEvent], toBranch path: String) throws(RunLogError) {
    var bytes: [UInt8] = []
    for event in events { bytes += EventLine.encode(LoggedEvent(event)) + [UInt8(ascii: "\n")] }
    try OpenFile.own(path, OpenFile.append, for: "written").write(bytes)
  }
}
