import Basics
import Foundation
import Synchronization

/// Packed logs, unpacked below the temporary folder for as long as the program runs.
///
/// Files of one folder stay beside each other, so that whatever joins the files of a run still
/// does.
struct UnpackedLogs {
  /// What is to be said on opening.
  private(set) var remarks: [String] = []
  /// Whether what still grows is unpacked again.
  private let follows: Bool
  private var root: String?
  private var follower: UnpackedFollower?
  /// The packed files that were named, by what has their contents.
  private var named: Set<String> = []

  init(follows: Bool) { self.follows = follows }

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
    let name = (path as NSString).lastPathComponent
    let target = "\(folder)/\(Packing.copyName(of: name))"
    // The same file may have been named twice.
    guard named.insert(target).inserted else { return target }
    var file = PackedFile(argument, to: target)
    if let words = try file.unpack(packing) {
      if Self.isEmpty(target) {
        let what = Self.notWhole(argument, words)
        throw WrongUsage(description: "\(what), so early that nothing of it can be read.")
      }
      remark(words, of: argument)
    }
    if follows { follower?.follow(file) }
    return target
  }

  private mutating func place(ofFolder path: String, _ argument: String) throws -> String {
    let folder = PackedFolder(path)
    guard !folder.packed.isEmpty else { return argument }
    var twin = TwinFolder(of: path, at: try twin(of: path))
    try twin.bring(folder)
    for (path, words) in twin.troubles { remark(words, of: path) }
    if twin.isCut {
      remarks.append(
        "'\(RawArguments.shown(argument))' has packed files and more beside them than is looked "
          + "through; name the folders or files to look at")
    }
    if follows { follower?.follow(twin) }
    return twin.twin
  }

  private mutating func remark(_ words: String, of path: String) {
    remarks.append(Self.notWhole(path, words) + ". What is whole of it is read")
  }

  private static func isEmpty(_ path: String) -> Bool {
    let facts = try? FileManager.default.attributesOfItem(atPath: path)
    return facts?[.size] as? Int == 0
  }

  private static func notWhole(_ path: String, _ words: String) -> String {
    "'\(RawArguments.shown(path))' is not whole: \(words)"
  }

  // MARK: - The temporary folder

  /// The folder here that stands for another, and is called like it.
  private mutating func twin(of path: String) throws -> String {
    let root = try root ?? TemporaryRoot.make()
    self.root = root
    follower = follower ?? UnpackedFollower(root: root)
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
        // What is being unpacked just then may come to a folder that is being emptied.
        for _ in 0..<5 where FileManager.default.fileExists(atPath: path) {
          try? FileManager.default.removeItem(atPath: path)
        }
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
