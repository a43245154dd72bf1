import ArgumentParser
import Basics
import ConfigurationFiles
import Foundation

/// The program: its commands, and what a shell is told at the end.
///
/// Not an asynchronous command, because the terminal needs the main thread for itself.
@main
struct Kolb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kolb",
    abstract: "Watch a language model learn by experience, reflection and experiment.",
    version: "kolb \(ProgramBuild.version), build \(ProgramBuild.identity)",
    subcommands: [
      RunCommand.self, ResumeCommand.self, OpenCommand.self, BranchCommand.self,
      ExperimentCommand.self, ReportCommand.self, ExportCommand.self, ImportCommand.self,
      PlayCommand.self, PretrainCommand.self, ServeCommand.self, ListCommand.self,
      GuideCommand.self, InstallCommand.self, ManCommand.self, BenchmarkCommand.self,
      DoctorCommand.self, EvaluateCommand.self, MergeCommand.self,
    ], defaultSubcommand: RunCommand.self)

  static func main() {
    StandardDescriptors.fill()
    CrashReport.endWithoutWaiting()
    MemoryLimit.explainAborts()
    RootCommand.become(Self.self)
    do {
      var command = try parseAsRoot(RawArguments.all)
      try command.run()
      try StandardOutput.finish()
    } catch {
      end(with: error)
    }
  }

  /// Whoever mistypes a command asks for a preset of that name, since to run needs no command.
  private static func mistypedCommand(_ error: any Error) -> String? {
    guard let file = error as? ConfigurationFileError,
      case .unknownPreset(let name, let preset) = file, preset == nil
    else { return nil }
    return correction(of: name)
  }

  private static func correction(of name: String) -> String? {
    let commands = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !commands.contains(name), let near = Spelling.nearest(to: name, among: commands) else {
      return nil
    }
    return "there is no command and no preset '\(name)'. Did you mean 'kolb \(near)'? "
      + "'kolb --help' lists the commands."
  }

  /// The same where more words follow, which running a preset does not take.
  private static func mistypedFirstWord() -> String? {
    guard let first = CommandLine.arguments.dropFirst().first, !first.hasPrefix("-"),
      !first.contains("/"), !first.hasSuffix(".toml"), Preset.all.allSatisfy({ $0.name != first })
    else { return nil }
    return correction(of: first)
  }

  /// Says what went wrong and ends with 0 (help was asked for), 1 (failed), 2 (wrong usage) or
  /// 130 (interrupted).
  private static func end(with error: any Error) -> Never {
    let parserCode = exitCode(for: error)
    guard parserCode != .success else {
      // Help and the version, which the parser would write without a look at what came of it.
      do {
        try StandardOutput.write(fullMessage(for: error) + "\n")
        Foundation.exit(0)
      } catch let problem {
        StandardError.write("error: \(ErrorWords.sentence(on: problem))")
        Foundation.exit(ExitStatus.failed)
      }
    }
    if let interruption = error as? Interruption {
      Foundation.exit(interruption.code)
    }
    if parserCode == .validationFailure {
      if let words = mistypedFirstWord() {
        StandardError.write("error: \(words)")
        Foundation.exit(ExitStatus.wrongUsage)
      }
      let message = fullMessage(for: error)
      let words = message.hasPrefix("Error: ") ? "error: " + message.dropFirst(7) : message
      StandardError.write(words)
      Foundation.exit(ExitStatus.wrongUsage)
    }
    let code = error as? ExitCode
    if code == nil {
      StandardError.write("error: \(mistypedCommand(error) ?? ErrorWords.sentence(on: error))")
    }
    Foundation.exit(code?.rawValue ?? ExitStatus.code(for: error))
  }
}
