import ArgumentParser
import Foundation
import Testing

@testable import kolb

/// What the README tells a newcomer to type.
@Suite struct `The README` {
  private let text: String
  private let commands: [[String]]

  init() throws {
    text = try Repository.text("README.md")
    let lines = Markdown(text).code(in: "sh")
    commands = lines.flatMap { (line: String) -> [String] in line.components(separatedBy: "&&") }
      .map { $0.split(separator: " ").map(String.init) }
  }

  @Test func `shows commands that kolb understands`() throws {
    let kolb = commands.compactMap(Self.argumentsOfKolb)
    try #require(kolb.count > 5)
    for arguments in kolb {
      do {
        let command = try Kolb.parseAsRoot(arguments)
        if let run = command as? RunCommand {
          _ = try run.options.configuration(from: run.sourceInForce)
        }
      } catch {
        Issue.record("kolb \(arguments.joined(separator: " ")): \(Kolb.fullMessage(for: error))")
      }
    }
  }

  @Test func `shows no other programs than those that everybody with the code has`() {
    for command in commands where Self.argumentsOfKolb(command) == nil {
      guard let program = command.first else { continue }
      if program.hasPrefix(".ci/") {
        let path = Repository.file(program).path
        #expect(FileManager.default.isExecutableFile(atPath: path), "\(program)")
      } else {
        #expect(["swift", "git", "cd", "export"].contains(program), "\(program)")
      }
    }
  }

  @Test func `links to what exists`() throws {
    let links = text.components(separatedBy: "](").dropFirst().map { $0.prefix { $0 != ")" } }
      .filter { !$0.hasPrefix("http") }
    try #require(!links.isEmpty)
    for link in links { #expect(Repository.exists(String(link)), "\(link)") }
  }

  @Test func `opens runs that exist`() throws {
    let shown = commands.compactMap(Self.argumentsOfKolb).flatMap(\.self)
      .filter { $0.hasPrefix("sample-runs/") }
    for run in shown { #expect(Repository.exists(run), "\(run)") }
  }

  /// What a command gives to kolb; `nil` for the command of another program.
  private static func argumentsOfKolb(_ command: [String]) -> [String]? {
    if command.first == "kolb" { return Array(command.dropFirst()) }
    guard command.starts(with: ["swift", "run"]) else { return nil }
    return command.firstIndex(of: "kolb").map { Array(command[($0 + 1)...]) }
  }
}
