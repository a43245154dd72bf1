/// Looking for rows, and putting them in order.
package enum Finding: Hashable, Sendable {
  case openFilter
  case nextMatch
  case previousMatch
  case nextSort
  case reverseSort
  /// Only the rows of which a word of the filter language holds, or all again.
  case only(String)
  /// The rows of the same words as the selected one, or all rows one by one; and back.
  case unfold
  case unfoldAll
  /// Reflections one by one, by what they mean, or by what they claim when.
  case arrange(ReflectionArrangement)
  /// The other meanings are held against the selected one.
  case compare
}
