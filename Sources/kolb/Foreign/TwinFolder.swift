import Foundation
import RunLog

/// A folder that stands for another, with what is packed there unpacked.
struct TwinFolder {
  let source: String
  let twin: String
  /// The packed files, by their names there.
  private var packed: [String: PackedFile] = [:]
  /// What of the packed files is not whole, by their paths.
  private(set) var troubles: [(path: String, words: String)] = []
  /// Whether more lies there than was looked through.
  private(set) var isCut = false

  init(of source: String, at twin: String) {
    (self.source, self.twin) = (source, twin)
  }

  /// Brings everything that is not here yet.
  ///
  /// - Throws: `WrongUsage` where the program is missing that unpacks it, and what writing throws.
  mutating func bring(_ folder: PackedFolder) throws {
    isCut = folder.isCut
    let (mixed, ownRuns) = (folder.foldersOfPacked, folder.foldersOfOwnRuns)
    for entry in folder.entries {
      let above = (entry.name as NSString).deletingLastPathComponent
      guard mixed.contains(above) else { continue }
      let (path, target) = ("\(source)/\(entry.name)", "\(twin)/\(entry.name)")
      if entry.isFolder, mixed.contains(entry.name) {
        makeFolder(target)
      } else if folder.packed.contains(entry.name), let packing = Packing(ofFile: path) {
        try unpack(entry.name, packing)
      } else if !entry.isFolder, ownRuns.contains(above) {
        copy(path, to: target)
      } else {
        // What grows there grows here, and all of a folder with nothing packed in it.
        symlink(path, target)
      }
    }
  }

  private func makeFolder(_ target: String) {
    // It was led to as long as nothing was packed in it.
    unlink(target)
    mkdir(target, 0o700)
  }

  private mutating func unpack(_ name: String, _ packing: Packing) throws {
    guard packed[name] == nil else { return }
    let path = "\(source)/\(name)"
    var file = PackedFile(path, to: "\(twin)/\(Packing.copyName(of: name))")
    // A link to what once was there under the unpacked name.
    unlink(file.target)
    if let words = try file.unpack(packing) { troubles.append((path, words)) }
    packed[name] = file
  }

  private static let mostCopied = 1 << 20

  /// A run's own files may not be links; large ones are led to all the same.
  private func copy(_ path: String, to target: String) {
    let files = FileManager.default
    // What is gone by now, such as a process's, is not brought.
    guard let facts = try? files.attributesOfItem(atPath: path) else { return }
    if facts[.type] as? FileAttributeType == .typeRegular,
      facts[.size] as? Int ?? .max <= Self.mostCopied
    {
      try? files.copyItem(atPath: path, toPath: target)
    } else {
      try? files.createSymbolicLink(atPath: target, withDestinationPath: path)
    }
  }

  /// Takes up what has come, and unpacks again what has grown; what cannot be read now may be the
  /// next time.
  mutating func renew(draft: String) {
    for name in packed.keys { try? packed[name]?.renew(draft: draft) }
    try? bring(PackedFolder(source))
  }
}
