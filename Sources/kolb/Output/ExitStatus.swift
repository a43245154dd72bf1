import ConfigurationFiles
import RLCore

/// What a shell is told of an error: 2 for what was typed, whether as arguments or in a
/// configuration; 1 for what files, the machine or training brought about.
enum ExitStatus {
  static let wrongUsage: Int32 = 2
  static let failed: Int32 = 1

  static func code(for error: any Error) -> Int32 {
    switch error {
    case is WrongUsage, is ConfigurationError, is any UnmetOptions,
      ConfigurationFileError.unknownPreset,
      ConfigurationFileError.unknownExperiment, ExperimentError.arm:
      wrongUsage
    default: failed
    }
  }
}
