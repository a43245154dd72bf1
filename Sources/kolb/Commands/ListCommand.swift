import ArgumentParser
import Environments

/// `kolb list`: what can be named in other commands.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the environments.")

  func run() {
    let width = EnvironmentCatalog.entries.map(\.name.count).max() ?? 0
    print("environments")
    for entry in EnvironmentCatalog.entries {
      let padding = String(repeating: " ", count: width - entry.name.count)
      print("  \(entry.name)\(padding)  \(entry.summary)")
    }
  }
}
