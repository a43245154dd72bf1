import Environments
import Foundation
import RLCore
import Synchronization

/// The programs that may be started as worlds: those that whoever sits here has named.
///
/// A configuration comes from anywhere, and a program that it names may do anything. So one is
/// started only where its command was said on the command line, now or earlier, in the folder in
/// which it would be started: what is said is remembered in a file of the user's own, which comes
/// with no run and no folder of others.
enum AllowedPrograms {
  /// What was said in this process, whether it could be remembered or not.
  private static let said = Mutex<Set<Permission>>([])

  /// A command that was said, and where.
  struct Permission: Hashable, Codable {
    var world: String
    var folder: String
  }

  /// The file that remembers them.
  static var file: URL { StateFolder.url.appendingPathComponent("programs.jsonl") }

  /// Says that a world's program may be started from this folder.
  ///
  /// Names of worlds that start none are passed over.
  ///
  /// - Parameters:
  ///   - world: the world as it was named.
  ///   - doors: the ways to worlds outside that there are.
  static func allow(_ world: String, doors: [WorldDoor]) {
    guard doors.contains(where: { $0.startsPrograms && $0.address(in: world) != nil }) else {
      return
    }
    let permission = Permission(
      world: world, folder: FileManager.default.currentDirectoryPath)
    let isNew = said.withLock { $0.insert(permission).inserted }
    guard isNew, !remembered().contains(permission),
      let line = try? JSONEncoder().encode(permission)
    else { return }
    // What cannot be remembered holds for this process, and a resume will ask again.
    try? StateFolder.append(String(decoding: line, as: UTF8.self), to: file)
  }

  /// - Throws: `ProgramNotAllowed`.
  static func check(_ world: String) throws(ProgramNotAllowed) {
    let wanted = Permission(world: world, folder: FileManager.default.currentDirectoryPath)
    guard !said.withLock({ $0.contains(wanted) }) else { return }
    let remembered = remembered()
    guard !remembered.contains(wanted) else { return }
    throw ProgramNotAllowed(
      world: world, folders: remembered.filter { $0.world == world }.map(\.folder))
  }

  private static func remembered() -> [Permission] {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(Permission.self, from: Data($0.utf8))
    }
  }
}

/// A program that a file names and nobody here has.
struct ProgramNotAllowed: UnmetOptions, Equatable {
  let world: String
  /// Where it was named.
  let folders: [String]

  var description: String {
    let fact =
      "The world '\(world)' is a program, which would be started here, and you have not named it on "
      + "the command line in this folder."
    let place = folders.first.map { " You did so in '\($0)': go there, or say it here." } ?? ""
    return fact + place
      + " A file may come from anybody. If you know the program and trust it, name it once: "
      + "kolb play '\(world)', or --environment '\(world)' with the command that you gave."
  }
}
