import Foundation

/// Everything besides weights and optimizer that the loop needs to go on exactly where it was.
///
/// Chance is not part of it: every draw comes from the run's seed and its place in the run.
package struct LoopState: Codable, Equatable, Sendable {
  /// Training steps completed.
  package var step = 0
  package var episodes = 0
  package var groups = 0
  package var reflections = 0
  /// Sequences sampled for training.
  package var sequences = 0
  /// Tokens written for training.
  package var tokens = 0
  package var optimizerSteps = 0
  package var memory = ReflectionMemory()
  /// Where the log ended when the state was saved, in bytes.
  package var logOffset = 0
  /// Seconds that the run had taken.
  package var elapsed = 0.0
  /// Options that somebody changed since the run began, in the order of the changes; `nil` in
  /// checkpoints older than this value.
  package var changes: [LiveChange]?
  /// Whether somebody asked for this checkpoint, so that it has an event though none was due.
  package var isAskedFor: Bool?

  package init() {}

  package func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return Array(try encoder.encode(self))
  }

  package init(decoding bytes: [UInt8]) throws {
    self = try JSONDecoder().decode(LoopState.self, from: Data(bytes))
  }
}
