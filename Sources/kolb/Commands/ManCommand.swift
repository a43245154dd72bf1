import ArgumentParser
import Foundation

/// `kolb man`: the manual page.
struct ManCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man", abstract: "Show the manual page; to a pipe or a file, its source.",
    discussion: "'kolb install' puts it where 'man kolb' finds it.")

  func run() throws {
    let page = ManualPage().text
    guard isatty(STDOUT_FILENO) == 1, try Self.show(page) else {
      return try StandardOutput.write(page)
    }
  }

  /// Has `man` set and show a page; false where there is none.
  private static func show(_ page: String) throws -> Bool {
    let places = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let programs = places.map { "\($0)/man" }
    guard let man = programs.first(where: FileManager.default.isExecutableFile) else {
      return false
    }
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("kolb-\(UUID().uuidString).1")
    try Data(page.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: man)
    process.arguments = ["-l", file.path]
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
