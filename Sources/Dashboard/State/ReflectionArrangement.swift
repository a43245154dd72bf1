/// How the reflections of a run are laid out.
package enum ReflectionArrangement: Sendable {
  /// One a row.
  case list
  /// A row for each thing that is said, whatever the words.
  case meanings
  /// Who believed what when: claims by training steps.
  case claims
}
