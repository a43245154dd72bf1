/// Words to tokens and back.
package protocol TextTokenizer: Sendable {
  func encode(_ text: String) -> [Int32]
  func decode(_ tokens: [Int32]) -> String
  /// The token that every conversation begins with.
  var beginToken: Int32 { get }
  /// The token that ends a turn early.
  var endToken: Int32 { get }
}
