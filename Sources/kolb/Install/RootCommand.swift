import ArgumentParser
import Synchronization

/// The command that all others are under, for what is made of the texts of all of them.
///
/// It is told when the program begins: commands that named it would know one another.
enum RootCommand {
  private static let type = Mutex<(any ParsableCommand.Type)?>(nil)

  static func become(_ root: any ParsableCommand.Type) { type.withLock { $0 = root } }

  /// What the parser knows of all commands, as JSON.
  static var description: String { type.withLock { $0?._dumpHelp() ?? "" } }

  /// What a shell needs to complete words of the command line.
  static func completions(for shell: CompletionShell) -> String {
    type.withLock { $0?.completionScript(for: shell) ?? "" }
  }
}
