import Foundation
import RunLog

/// What lies in a folder and below it, as far as is needed to know whether something is packed.
struct PackedFolder {
  struct Entry {
    /// Below the folder, with slashes.
    var name: String
    var isFolder: Bool
  }

  private(set) var entries: [Entry] = []
  /// Files that are packed, by their names, and not there unpacked as well.
  private(set) var packed: Set<String> = []

  /// Whether more lies there than was looked through.
  private(set) var isCut = false

  /// Deeper than runs are looked for, with the folders that these have.
  private static let deepest = 8
  private static let mostEntries = 20_000

  init(_ path: String) {
    list(path, below: "", depth: 0)
    let names = Set(entries.map(\.name))
    packed = names.filter { name in
      Packing.unpackedName(of: name).map { !names.contains($0) && Self.mayBeLog($0) } ?? false
    }
  }

  /// The folders that have packed files in them or below them, by their names; of the whole it is
  /// the empty one.
  var foldersOfPacked: Set<String> {
    var folders: Set<String> = [""]
    for name in packed {
      var above = (name as NSString).deletingLastPathComponent
      while folders.insert(above).inserted { above = (above as NSString).deletingLastPathComponent }
    }
    return folders
  }

  /// The folders that are runs of our own, by their names.
  var foldersOfOwnRuns: Set<String> {
    let logs = entries.map(\.name).filter { name in
      let name = Packing.unpackedName(of: name) ?? name
      return (name as NSString).lastPathComponent == RunDirectory.eventsName
    }
    return Set(logs.map { ($0 as NSString).deletingLastPathComponent })
  }

  private static let endings = [".jsonl", ".json", ".csv", ".tsv", ".wandb", ".log", ".txt"]

  /// A folder may hold packed data as well, which would fill a disk for nothing.
  private static func mayBeLog(_ name: String) -> Bool {
    name.contains("tfevents") || endings.contains { name.hasSuffix($0) }
  }

  private mutating func list(_ path: String, below: String, depth: Int) {
    guard depth < Self.deepest, entries.count < Self.mostEntries else {
      isCut = true
      return
    }
    guard let folder = opendir(path) else { return }
    defer { closedir(folder) }
    var folders: [String] = []
    while let entry = readdir(folder), entries.count < Self.mostEntries {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name != ".", name != ".." else { continue }
      let isFolder = entry.pointee.d_type == UInt8(DT_DIR)
      entries.append(Entry(name: below + name, isFolder: isFolder))
      if isFolder { folders.append(name) }
    }
    for name in folders.sorted() {
      list("\(path)/\(name)", below: "\(below)\(name)/", depth: depth + 1)
    }
  }
}
