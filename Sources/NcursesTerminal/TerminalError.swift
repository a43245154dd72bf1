/// Why the dashboard cannot have the terminal.
package enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  case noTerminal
  case termNotSet
  case unknownTerm(String)
  case tooSimple(String)
  case notStarted(reason: String)

  package var description: String {
    switch self {
    case .noTerminal:
      """
      There is no terminal to draw on: input or output is a pipe or a file. Start kolb from a \
      terminal, or use '--headless' for training and '--once' for a single picture.
      """
    case .termNotSet:
      "TERM is not set, so the terminal's abilities are unknown. Try 'TERM=xterm-256color kolb'."
    case .unknownTerm(let term):
      """
      This machine has no description of the terminal '\(term)'. Try 'TERM=xterm-256color kolb', \
      or install more descriptions: 'apt install ncurses-term'.
      """
    case .tooSimple(let term):
      """
      The terminal '\(term)' cannot move its cursor. Use '--headless' or '--once', or say what \
      it really is: 'TERM=xterm-256color kolb'.
      """
    case .notStarted(let reason):
      "The terminal could not be set up: \(reason). Nothing was changed."
    }
  }
}
