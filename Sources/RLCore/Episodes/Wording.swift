/// How a world puts things, chosen by the model that reads them.
package enum Wording: String, Sendable, CaseIterable {
  /// Every word is a token of a small model that learnt no other.
  case compact
  /// English, for language models and people.
  case plain
}
