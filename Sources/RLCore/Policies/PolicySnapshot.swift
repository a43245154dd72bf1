/// A policy as it was at one moment, while it goes on to learn.
package struct PolicySnapshot: Sendable {
  /// Answers as the policy would have; whoever asked for it closes it.
  package let policy: any Policy
  /// Writes what `TrainablePolicy.save` would have written then.
  package let save: @Sendable (_ folder: String) async throws -> Void
  /// Tells its weights from any others.
  package let digest: @Sendable () async -> String

  package init(
    policy: any Policy, save: @escaping @Sendable (_ folder: String) async throws -> Void,
    digest: @escaping @Sendable () async -> String
  ) {
    self.policy = policy
    self.save = save
    self.digest = digest
  }
}
