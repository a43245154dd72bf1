import TerminalUI

/// A line at the bottom that is being typed into.
package enum Prompt: Equatable, Sendable {
  case command(InputLine)
  /// Another name for what lies at a path.
  case rename(InputLine, path: String)
  /// With the filter as it was, for Esc.
  case filter(InputLine, before: String)
}
