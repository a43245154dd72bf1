import TerminalUI

/// A line at the bottom that is being typed into.
package enum Prompt: Equatable, Sendable {
  case command(InputLine)
  /// With the filter as it was, for Esc.
  case filter(InputLine, before: String)
}
