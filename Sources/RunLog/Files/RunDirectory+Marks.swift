import RunModel

/// What people put beside a run after it was made: marks on episodes, and what they tried.
extension RunDirectory {
  /// Where marks on its episodes are, if this is a folder of ours to write into.
  ///
  /// One that an engine of ours worked in has a file of orders; a recording, or a folder that came
  /// from somebody else without one, stays as it is.
  package var bookmarksPath: String? {
    guard (try? FileStatus(ofPath: ordersPath)) ?? nil != nil else { return nil }
    let file = path + "/bookmarks.jsonl"
    // A link leads out of the folder, and came with it.
    return Folder.target(ofLink: file) == nil ? file : nil
  }

  /// The events of every branch that was tried beside the run, or of those in another folder, in the
  /// order of their numbers.
  ///
  /// A file that is being written, or is damaged, is passed over.
  package func branches(in folder: String? = nil) -> [[RunEvent]] {
    let folder = folder ?? branchesPath
    let names = (try? Folder.names(in: folder)) ?? []
    return names.filter { $0.hasSuffix(".jsonl") }.compactMap { name in
      guard var reader = try? EventReader(path: "\(folder)/\(name)"),
        let batch = try? reader.readMore(), !batch.events.isEmpty
      else { return nil }
      return batch.events.map(\.event.event)
    }
  }

  /// What tells this log from others whatever its path: its first bytes, which no other run has.
  package func logHead() -> [UInt8]? { try? Self.head(of: eventsPath) }

  /// The same of a log without a folder.
  package static func head(of path: String) throws(RunLogError) -> [UInt8] {
    guard let status = try FileStatus(ofPath: path), status.isRegular else { return [] }
    return try OpenFile(path, OpenFile.readOnly, for: "read").read(4096, at: 0)
  }
}
