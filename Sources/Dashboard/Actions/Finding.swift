/// Looking for rows, and putting them in order.
package enum Finding: Hashable, Sendable {
  case openFilter
  case nextMatch
  case previousMatch
  case nextSort
  case reverseSort
}
