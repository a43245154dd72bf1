import ArgumentParser
import Foundation
import LocalPolicy

/// What an installation consists of, and where each file of it goes below a prefix.
struct Installation {
  /// A file that is written, or copied from where it lies.
  struct Item {
    enum Content {
      case bytes([UInt8])
      case copy(of: URL)
    }

    /// Below the prefix.
    let path: String
    let content: Content
    var isProgram = false
  }

  /// Groups of files under what they are to people.
  let parts: [(words: String, items: [Item])]

  /// What was looked for and not found.
  let missing: [String]

  /// - Throws: what reading folders throws.
  init() throws {
    let manager = FileManager.default
    var samples: [Item] = []
    if let folder = Surroundings.folder("sample-runs") {
      for path in try manager.subpathsOfDirectory(atPath: folder.path).sorted() {
        let file = folder.appendingPathComponent(path)
        var isFolder: ObjCBool = false
        guard manager.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue,
          !path.hasSuffix(".lock")
        else { continue }
        samples.append(Item(path: "share/kolb/sample-runs/\(path)", content: .copy(of: file)))
      }
    }
    parts = [
      (
        "the program",
        [Item(path: "bin/kolb", content: .copy(of: Self.program), isProgram: true)]
      ),
      ("base models", Self.embedded(in: EmbeddedFile.models)),
      ("themes", Self.embedded(in: "themes")), ("sample runs", samples),
      (
        "the manual page",
        [Item(path: "share/man/man1/kolb.1", content: .bytes(Array(ManualPage().text.utf8)))]
      ),
      ("completions", Self.completions),
    ].filter { !$0.1.isEmpty }
    missing =
      samples.isEmpty ? ["There are no sample runs near the program, so none were installed."] : []
  }

  /// The file of this very program, whatever it was called by.
  private static var program: URL { URL(filePath: "/proc/self/exe").resolvingSymlinksInPath() }

  private static func embedded(in folder: String) -> [Item] {
    EmbeddedFile.files(in: folder).map {
      Item(path: "share/kolb/\($0.path)", content: .bytes($0.bytes))
    }
  }

  /// Where each shell looks for what other programs bring.
  private static var completions: [Item] {
    let places: [(CompletionShell, String)] = [
      (.bash, "share/bash-completion/completions/kolb"), (.zsh, "share/zsh/site-functions/_kolb"),
      (.fish, "share/fish/vendor_completions.d/kolb.fish"),
    ]
    return places.map { shell, path in
      Item(path: path, content: .bytes(Array(RootCommand.completions(for: shell).utf8)))
    }
  }
}

extension Installation.Item {
  /// Writes the file below a prefix, whole or not at all, over what was there.
  ///
  /// - Throws: what writing throws.
  func write(below prefix: URL) throws {
    let place = prefix.appendingPathComponent(path)
    let draft = place.deletingLastPathComponent()
      .appendingPathComponent(".\(place.lastPathComponent).\(UUID().uuidString.prefix(8))")
    do {
      try Self.makeFolder(place.deletingLastPathComponent())
      switch content {
      case .bytes(let bytes): try Data(bytes).write(to: draft)
      case .copy(let file): try FileManager.default.copyItem(at: file, to: draft)
      }
      guard chmod(draft.path, isProgram ? 0o755 : 0o644) == 0,
        rename(draft.path, place.path) == 0
      else { throw Self.systemError }
    } catch {
      unlink(draft.path)
      throw InstallError(path: place.path, reason: OutputFile.reason(of: error))
    }
  }

  /// Makes a folder and those above it; the system's own call says why it cannot.
  private static func makeFolder(_ folder: URL) throws {
    guard mkdir(folder.path, 0o755) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, folder.path != "/" else { throw systemError }
    try makeFolder(folder.deletingLastPathComponent())
    guard mkdir(folder.path, 0o755) == 0 || errno == EEXIST else { throw systemError }
  }

  private static var systemError: POSIXError {
    POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
  }

  /// Takes the file away again; one that is not there is none to take away.
  ///
  /// - Throws: what removing throws.
  func remove(below prefix: URL) throws {
    let place = prefix.appendingPathComponent(path)
    guard unlink(place.path) != 0, errno != ENOENT, errno != ENOTDIR else {
      return removeOwnFolders(below: prefix)
    }
    throw InstallError(path: place.path, reason: String(cString: strerror(errno)))
  }

  /// Takes away folders that hold nothing but what was installed, and that are empty now.
  private func removeOwnFolders(below prefix: URL) {
    var parts = path.split(separator: "/").dropLast().map(String.init)
    while parts.starts(with: Self.ownFolder),
      rmdir(prefix.appendingPathComponent(parts.joined(separator: "/")).path) == 0
    {
      parts.removeLast()
    }
  }

  private static let ownFolder = ["share", "kolb"]
}

struct InstallError: Error, CustomStringConvertible {
  let path: String
  let reason: String

  var description: String {
    "'\(path)' was not written: \(reason). Name a folder of yours with --prefix."
  }
}
