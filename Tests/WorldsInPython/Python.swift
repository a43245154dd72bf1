import Foundation
import OutsideWorlds

/// The Python that worlds of the tests are written in, if this machine has one.
///
/// Named by the environment variable `KOLB_PYTHON`, or else `python3` on the path.
package enum Python {
  package static let command = ProcessInfo.processInfo.environment["KOLB_PYTHON"] ?? "python3"
  package static let isThere = succeeds("import sys; sys.exit(sys.version_info < (3, 10))")
  package static let hasGymnasium = succeeds("import gymnasium")
  package static let hasOpenEnv = succeeds("import openenv.core, uvicorn")
  package static let skipReason = "Needs Python 3.10 or later as python3, or set KOLB_PYTHON."
  package static let gymnasiumSkipReason =
    "Needs gymnasium: pip install gymnasium, or set KOLB_PYTHON."

  package static let openEnvSkipReason =
    "Needs openenv-core: pip install openenv-core, or set KOLB_PYTHON."

  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  /// The command of a world that stands beside this file.
  package static func world(_ name: String, _ arguments: String...) -> String {
    command(tests.appendingPathComponent("Worlds/\(name)").path, arguments)
  }

  /// The command of a world that is an example for people.
  package static func example(_ name: String, _ arguments: String...) -> String {
    let sources = tests.deletingLastPathComponent().deletingLastPathComponent()
    return command(
      sources.appendingPathComponent("Sources/OutsideWorlds/Examples/\(name)").path, arguments)
  }

  private static func command(_ file: String, _ arguments: [String]) -> String {
    ([command, "-B", file] + arguments).map { "'\($0)'" }.joined(separator: " ")
  }

  private static func succeeds(_ program: String) -> Bool {
    guard let child = try? SpawnedProgram([command, "-c", program]) else { return false }
    defer { for end in [child.input, child.output, child.errors] { close(end) } }
    return child.wait() == .exited(0)
  }
}
