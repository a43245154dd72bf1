/// What has to do with the program and not with a run.
package enum ProgramAction: Hashable, Sendable {
  case openCommandLine
  case help
  case nextTheme
  case quit
}
