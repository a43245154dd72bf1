import Glibc

/// Whoever writes into a run that somebody else may have packed stays inside its folder.
extension RunDirectory {
  /// Makes sure that nothing which an engine writes, renames or removes leads out of the folder.
  ///
  /// The folder itself may be a link: it is what the user named. What is in it came with it.
  ///
  /// - Throws: `RunLogError.link` with the first link and where it leads.
  func refuseLinks() throws(RunLogError) {
    for name in try Folder.names(in: path) { try Self.refuseLink(path + "/" + name) }
    for folder in [checkpointsPath, branchesPath] {
      for name in try Folder.names(in: folder) {
        let entry = folder + "/" + name
        try Self.refuseLink(entry)
        guard try FileStatus(ofPath: entry)?.isFolder == true else { continue }
        for file in try Folder.names(in: entry) { try Self.refuseLink(entry + "/" + file) }
      }
    }
  }

  private static func refuseLink(_ path: String) throws(RunLogError) {
    guard let target = Folder.target(ofLink: path) else { return }
    throw .link(path: path, target: target)
  }
}

extension Folder {
  /// Where a link leads, as it says; `nil` for what is no link.
  package static func target(ofLink path: String) -> String? {
    var text = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &text, text.count)
    guard count >= 0 else { return nil }
    return String(decoding: text[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
