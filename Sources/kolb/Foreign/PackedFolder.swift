import Foundation

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

  /// No trainer nests deeper, and looking through more would be noticed.
  private static let deepest = 4
  private static let mostEntries = 20_000

  init(_ path: String) {
    list(path, below: "", depth: 0)
    let names = Set(entries.map(\.name))
    packed = names.filter { name in
      Packing.unpackedName(of: name).map { !names.contains($0) && Self.mayBeLog($0) } ?? false
    }
  }

  private static let endings = [".jsonl", ".json", ".csv", ".tsv", ".wandb", ".log", ".txt"]

  /// A folder may hold packed data as well, which would fill a disk for nothing.
  private static func mayBeLog(_ name: String) -> Bool {
    name.contains("tfevents") || endings.contains { name.hasSuffix($0) }
  }

  private mutating func list(_ path: String, below: String, depth: Int) {
    guard depth < Self.deepest, let folder = opendir(path) else { return }
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
