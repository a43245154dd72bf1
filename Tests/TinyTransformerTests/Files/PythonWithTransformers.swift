import Foundation

/// A Python that has torch and transformers, if this machine has one.
///
/// Named by the environment variable `KOLB_PYTHON`, or else `python3` on the path.
enum PythonWithTransformers {
  /// Looked for once; finding the packages without importing them takes a twentieth of a second.
  static let isThere: Bool = {
    let find = """
      import importlib.util, sys
      sys.exit(not all(importlib.util.find_spec(n) for n in ("torch", "transformers")))
      """
    return (try? run(["-c", find]).status) == 0
  }()

  static let skipReason: String =
    "Needs torch and transformers: pip install torch transformers, or set KOLB_PYTHON."

  /// Runs `parity.py`.
  ///
  /// - Returns: the exit status, and what was printed.
  static func parity(_ arguments: [String]) throws -> (status: Int32, output: String) {
    try run([ParityFixture.folder.appendingPathComponent("parity.py").path] + arguments)
  }

  private static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let python = ProcessInfo.processInfo.environment["KOLB_PYTHON"] ?? "python3"
    process.arguments = [python, "-B"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }
}
