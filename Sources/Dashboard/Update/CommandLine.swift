import Basics
import RunModel
import TerminalUI

/// The line after `:` as words with meanings.
///
/// Every key has a name here too, from the same table, so that scripts and tests can say what
/// fingers do.
enum CommandLine {
  static func names(in state: DashboardState) -> [String] {
    let keys = ViewCatalog.keys(of: state.currentView).bindings.map(\.command)
    return Array(Set(CommandTable.all.map(\.name) + keys)).sorted()
  }

  /// Whole lines that the typed one may become.
  static func completions(of line: String, in state: DashboardState) -> [String] {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count > 1, let first = words.first else {
      return names(in: state).filter { $0.hasPrefix(line) }
    }
    let typed = words.dropFirst().joined(separator: " ")
    let arguments = CommandTable.command(named: String(first))?.completions(typed, state) ?? []
    return arguments.filter { $0.hasPrefix(typed) }.map { "\(first) \($0)" }
  }
}

extension DashboardState {
  /// Carries out a typed command, or says what is wrong with it.
  mutating func run(command line: String) -> [Command] {
    let words = line.split(separator: " ").map(String.init)
    guard let name = words.first else { return [] }
    if let step = Int(name) {
      go(toStep: step)
      return []
    }
    if let command = CommandTable.command(named: name) {
      if let commands = command.run(&self, words.dropFirst().joined(separator: " ")) {
        return commands
      }
      notify("Usage: \(command.usage)", .problem)
      return []
    }
    if let action = ViewCatalog.keys(of: currentView).action(named: name) {
      return perform(action)
    }
    let near = Spelling.nearest(to: name, among: CommandLine.names(in: self))
    notify(
      "There is no command '\(name)'." + (near.map { " Did you mean '\($0)'?" } ?? ""), .problem)
    return []
  }
}
