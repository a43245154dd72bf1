/// A remark at the bottom of the screen.
package struct Notice: Equatable, Sendable {
  package enum Kind: Sendable {
    case information
    case problem
  }

  package var text: String
  package var kind: Kind
  /// Seconds that it still shows.
  package var left: Double
}
