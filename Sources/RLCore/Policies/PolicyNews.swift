/// What a policy tells beside its answers.
package enum PolicyNews: Sendable, Equatable {
  /// It answers nothing just now, and why; whoever asked waits.
  case outOfReach(String)
  /// It answers again.
  case inReach
  /// Something that people should know once.
  case remark(String)
  /// What it has written so far of a reflection on an episode; `nil` once that is whole or given up.
  case writing(episode: Int, String?)
}
