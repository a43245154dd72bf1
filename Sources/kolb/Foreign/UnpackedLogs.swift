import Basics
import Foundation
import Synchronization

/// Packed logs, unpacked below the temporary folder for as long as the program runs.
///
/// Files of one folder stay beside each other, so that whatever joins the files of a run still
/// does. They are as they were when they were unpacked: what is packed does not grow.
struct UnpackedLogs {
  /// What is to be said on opening.
  private(set) var remarks: [String] = []
  private var root: String?

  /// Where a log can be read that an argument names.
  ///
  /// - Returns: the argument itself, unless that is a packed file or a folder with some.
  /// - Throws: `WrongUsage` where the program is missing that unpacks it, and what writing below the
  ///   temporary folder throws.
  mutating func place(of argument: String) throws -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder) else {
      return argument
    }
    let path = URL(filePath: argument).standardized.path
    if isFolder.boolValue { return try place(ofFolder: path, argument) }
    guard let packing = Packing(ofFile: argument) else { return argument }
    let folder = try twin(of: (path as NSString).deletingLastPathComponent)
    return try unpack(argument, packing, to: folder, as: (path as NSString).lastPathComponent)
  }

  private mutating func place(ofFolder path: String, _ argument: String) throws -> String {
    let folder = PackedFolder(path)
    guard !folder.packed.isEmpty else { return argument }
    let twin = try twin(of: path)
    for entry in folder.entries {
      let source = "\(path)/\(entry.name)"
      if entry.isFolder {
        try FileManager.default.createDirectory(
          atPath: "\(twin)/\(entry.name)", withIntermediateDirectories: true)
      } else if folder.packed.contains(entry.name), let packing = Packing(ofFile: source) {
        _ = try unpack(source, packing, to: twin, as: entry.name)
      } else {
        try bring(source, to: "\(twin)/\(entry.name)")
      }
    }
    return twin
  }

  private static let mostCopied = 1 << 20

  /// Small files are copied, since a run's own may not be links; large ones are led to.
  private func bring(_ source: String, to target: String) throws {
    let files = FileManager.default
    // What is gone by now, such as a process's, is not brought.
    guard let facts = try? files.attributesOfItem(atPath: source) else { return }
    if facts[.type] as? FileAttributeType == .typeRegular,
      facts[.size] as? Int ?? .max <= Self.mostCopied
    {
      try? files.copyItem(atPath: source, toPath: target)
    } else {
      try? files.createSymbolicLink(atPath: target, withDestinationPath: source)
    }
  }

  private mutating func unpack(
    _ source: String, _ packing: Packing, to folder: String, as name: String
  ) throws -> String {
    let target = "\(folder)/\(Packing.unpackedName(of: name) ?? name)"
    // The same file may have been named twice.
    guard !FileManager.default.fileExists(atPath: target) else { return target }
    let shown = RawArguments.shown(source)
    if let trouble = try packing.unpack(source, to: target) {
      remarks.append("'\(shown)' is not whole: \(trouble). What stands before that is read")
    }
    return target
  }

  // MARK: - The temporary folder

  /// The folder here that stands for another, and is called like it.
  private mutating func twin(of path: String) throws -> String {
    let root = try root ?? TemporaryRoot.make()
    self.root = root
    let name = (path as NSString).lastPathComponent
    let twin = "\(root)/\(FNV1a.hash(path.utf8))/\(name == "/" ? "root" : name)"
    try FileManager.default.createDirectory(atPath: twin, withIntermediateDirectories: true)
    return twin
  }
}

/// A folder below the temporary one that goes when the program does.
enum TemporaryRoot {
  private static let made = Mutex<[String]>([])

  private static let prefix = "kolb-unpacked-"

  /// Removes what is left when this process ends by itself.
  private static let cleanup: Void = {
    atexit {
      for path in TemporaryRoot.made.withLock({ $0 }) {
        try? FileManager.default.removeItem(atPath: path)
      }
    }
  }()

  static func make() throws -> String {
    cleanup
    let temporary = FileManager.default.temporaryDirectory.path
    removeThoseLeft(in: temporary)
    let path = "\(temporary)/\(prefix)\(getpid())-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    made.withLock { $0.append(path) }
    return path
  }

  /// A process that was killed could not remove its own.
  private static func removeThoseLeft(in temporary: String) {
    let files = FileManager.default
    for name in (try? files.contentsOfDirectory(atPath: temporary)) ?? []
    where name.hasPrefix(prefix) {
      let path = "\(temporary)/\(name)"
      guard
        let process = name.dropFirst(prefix.count).split(separator: "-").first
          .flatMap({ pid_t($0) }), process > 0, kill(process, 0) != 0, errno == ESRCH,
        let facts = try? files.attributesOfItem(atPath: path),
        facts[.type] as? FileAttributeType == .typeDirectory,
        facts[.ownerAccountID] as? Int == Int(getuid())
      else { continue }
      try? files.removeItem(atPath: path)
    }
  }
}
