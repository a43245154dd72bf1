import Foundation

/// The Python that `KOLB_PYTHON` names, or `python3`, where it has PyTorch.
enum PythonWithTorch {
  /// Looked for once; finding the packages without importing them takes a twentieth of a second.
  static let isThere: Bool = {
    let find = """
      import importlib.util, sys
      sys.exit(not all(importlib.util.find_spec(n) for n in ("torch", "safetensors")))
      """
    return (try? run(["-c", find]).status) == 0
  }()

  static let skipReason =
    "Needs torch and safetensors: pip install torch safetensors, or set KOLB_PYTHON."

  /// Runs Python to its end.
  ///
  /// - Parameter arguments: a script and what it is given.
  /// - Returns: the exit status, and what was printed, errors included.
  /// - Throws: if it cannot be started.
  static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let python = ProcessInfo.processInfo.environment["KOLB_PYTHON"] ?? "python3"
    process.arguments = [python, "-B"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try Signals.unblocked { try process.run() }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }
}
