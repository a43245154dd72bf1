import ArgumentParser
import Foundation

/// `kolb install`: puts the program and what belongs to it where a system expects them.
struct InstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Put the program, its models, themes, samples, manual page and completions in place.",
    discussion: """
      Below the prefix: bin/kolb, share/kolb, share/man, and the folders in which bash, zsh and \
      fish look for completions. Installing again replaces what is there; --remove takes it away.

      The program needs none of these: base models and themes are part of it, and it runs wherever \
      it is copied to.
      """)

  @Option(
    help: ArgumentHelp(
      "Where to; /usr/local for root and ~/.local for anybody else if not given.",
      valueName: "folder"))
  var prefix: String?

  @Flag(help: "Take away what was installed there.")
  var remove = false

  func validate() throws {
    if prefix?.isEmpty == true { throw ValidationError("--prefix needs the name of a folder.") }
  }

  func run() throws {
    let prefix = try place()
    let installation = try Installation()
    for (words, items) in installation.parts {
      for item in items {
        if remove { try item.remove(below: prefix) } else { try item.write(below: prefix) }
      }
      let places = items.count == 1 ? items[0].path : Self.folder(of: items)
      print(
        "\(remove ? "removed" : "installed") \(words): \(prefix.path)/\(places)".safeForTerminals)
    }
    guard !remove else { return }
    for words in installation.missing { StandardError.write("note: \(words)") }
    let programs = prefix.appendingPathComponent("bin").path
    let known = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    if !known.contains(Substring(programs)) {
      let words = "\(programs) is not on your PATH; add it: export PATH=\"\(programs):$PATH\""
      print(words.safeForTerminals)
    }
  }

  private func place() throws -> URL {
    if let prefix { return URL(filePath: prefix).standardized }
    if geteuid() == 0 { return URL(filePath: "/usr/local") }
    guard let home = ConfigurationFolder.home else {
      throw WrongUsage(
        description: "HOME is not set, so there is no folder of yours. Name one with --prefix.")
    }
    return URL(filePath: home).appendingPathComponent(".local")
  }

  /// What the paths of several files have in common.
  private static func folder(of items: [Installation.Item]) -> String {
    let parts = items.map { $0.path.split(separator: "/").dropLast() }
    let shared = parts.dropFirst().reduce(Array(parts[0])) { shared, next in
      zip(shared, next).prefix { $0 == $1 }.map(\.0)
    }
    return shared.joined(separator: "/")
  }
}
