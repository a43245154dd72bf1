import Foundation
import Testing

/// The built program, run to its end as a user does, without a terminal.
struct Program {
  let output: String
  let errors: String
  let code: Int32

  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// - Parameters:
  ///   - arguments: what follows the program's name.
  ///   - input: its standard input.
  ///   - environment: variables that differ from those of the tests.
  ///   - folder: where it is run; a temporary folder if not given.
  /// - Throws: if the program is not built or cannot be run.
  init(
    _ arguments: [String], input: String = "", environment: [String: String] = [:],
    in folder: TemporaryFolder? = nil
  ) throws {
    let program = try RunningProgram(
      arguments, input: input, environment: environment, in: folder)
    code = program.wait()
    output = program.output
    errors = program.errors
  }
}
