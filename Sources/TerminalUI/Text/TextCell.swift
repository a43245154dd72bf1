/// A printing character with the marks that stand on it, and the columns it takes: 1 or 2.
package struct TextCell: Hashable, Sendable {
  package let text: String
  package let width: Int

  /// The printing characters of ASCII, made once because nearly all text is made of them.
  static let ascii: [TextCell] = (0x20...0x7E).map { value in
    TextCell(text: String(Unicode.Scalar(UInt8(value))), width: 1)
  }

  static func ascii(_ scalar: Unicode.Scalar) -> TextCell { ascii[Int(scalar.value) - 0x20] }
}
