/// What has to do with the program and not with a run.
package enum ProgramAction: Hashable, Sendable {
  case openCommandLine
  case help
  /// What is selected, in words.
  case explain
  /// What the signs of the view mean.
  case legend
  case alarms
  case nextTheme
  case quit
}
