/// What is done with what lies on the shelf of runs.
package enum Shelving: Hashable, Sendable {
  /// Chooses the selected one to be opened with others, or no longer.
  case mark
  case begin
  case rename
  case delete
}
