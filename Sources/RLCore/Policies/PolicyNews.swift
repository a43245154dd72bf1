/// What a policy tells beside its answers.
package enum PolicyNews: Sendable, Equatable {
  /// It answers nothing just now, and why; whoever asked waits.
  case outOfReach(String)
  /// It answers again.
  case inReach
  /// Something that people should know once.
  case remark(String)
}
