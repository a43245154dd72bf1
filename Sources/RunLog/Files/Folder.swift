import Glibc

/// The few things that are done with folders.
package enum Folder {
  /// Makes a folder and those above it that are missing.
  static func make(_ path: String) throws(RunLogError) {
    if try FileStatus(ofPath: path)?.isFolder == true { return }
    if let above = parent(of: path) { try make(above) }
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .system(path, "made") }
  }

  /// Makes a folder that was not there; false if something of that name was.
  static func makeNew(_ path: String) throws(RunLogError) -> Bool {
    if let above = parent(of: path) { try make(above) }
    if mkdir(path, 0o755) == 0 { return true }
    guard errno == EEXIST else { throw .system(path, "made") }
    return false
  }

  /// The names in a folder, sorted; none if it is missing.
  package static func names(in path: String) throws(RunLogError) -> [String] {
    guard let folder = opendir(path) else {
      if errno == ENOENT { return [] }
      throw .system(path, "listed")
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes a file, or a folder with everything in it; links are removed, not followed.
  static func remove(_ path: String) throws(RunLogError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT { return }
      throw .system(path, "removed")
    }
    guard FileStatus(status).isFolder else {
      guard unlink(path) == 0 else { throw .system(path, "removed") }
      return
    }
    for name in try names(in: path) { try remove(path + "/" + name) }
    guard rmdir(path) == 0 else { throw .system(path, "removed") }
  }

  /// Gives a file or folder another name, in one step for everybody who looks.
  static func rename(_ old: String, to new: String) throws(RunLogError) {
    guard Glibc.rename(old, new) == 0 else { throw .system(old, "renamed to '\(new)'") }
    try OpenFile(parent(of: new) ?? ".", O_RDONLY | O_DIRECTORY, for: "opened").synchronize()
  }

  /// Writes a file so that there is never half of it, nor a mixture of what two programs write.
  static func write(_ bytes: [UInt8], to path: String) throws(RunLogError) {
    let file = try draft(of: path)
    try file.truncate(to: 0)
    try file.write(bytes)
    try file.synchronize()
    try rename(file.path, to: path)
  }

  /// The draft of a file, held until it is closed: whoever writes the same file at the same moment
  /// waits, and begins another draft once this one has got its name.
  ///
  /// Where the file system has no locks nobody waits.
  private static func draft(of path: String) throws(RunLogError) -> OpenFile {
    let draft = path + ".partial"
    while true {
      let file = try OpenFile.own(draft, O_WRONLY | O_CREAT, for: "written")
      var result: Int32
      repeat { result = flock(file.descriptor, LOCK_EX) } while result != 0 && errno == EINTR
      let there = try FileStatus(ofPath: draft)
      if try there?.identity == file.status().identity { return file }
    }
  }

  /// The folder that a path lies in; `nil` for a name alone and for the root.
  package static func parent(of path: String) -> String? {
    let trimmed = trimmed(path)
    guard let slash = trimmed.lastIndex(of: "/") else { return nil }
    let parent = trimmed[..<slash]
    return parent.isEmpty ? (trimmed == "/" ? nil : "/") : String(parent)
  }

  /// The last name of a path.
  package static func name(of path: String) -> String {
    let trimmed = trimmed(path)
    return trimmed.split(separator: "/").last.map(String.init) ?? trimmed
  }

  /// A path without slashes at its end.
  package static func trimmed(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}
