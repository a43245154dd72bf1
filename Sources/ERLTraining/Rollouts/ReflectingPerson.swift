/// A person who reflects on attempts instead of the policy.
package protocol ReflectingPerson: Sendable {
  /// Says that a reflection on an episode is wanted; its time runs from now.
  func ask(about episode: Int, within seconds: Double)

  /// Waits for what was asked for; `nil` when its time is over.
  func answer(about episode: Int) async -> String?
}
