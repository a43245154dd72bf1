/// The four ways to go on a board, in the order in which Gymnasium numbers them.
package enum GridDirection: Int, Sendable, CaseIterable {
  case left
  case down
  case right
  case up

  /// The official name, such as "Left".
  package var name: String {
    switch self {
    case .left: "Left"
    case .down: "Down"
    case .right: "Right"
    case .up: "Up"
    }
  }

  /// The word of an attempt's conversation, such as "left".
  package var word: String {
    switch self {
    case .left: "left"
    case .down: "down"
    case .right: "right"
    case .up: "up"
    }
  }

  /// Reads one action word, in any case and with space around it.
  ///
  /// - Parameter text: what a policy wrote; anything but a single direction gives `nil`.
  package init?(reading text: String) {
    let bytes = text.utf8.drop(while: Self.isSpace)
    guard let first = bytes.first,
      let match = Self.allCases.first(where: { $0.word.utf8.first == first | 0x20 }),
      match.isSpelled(by: bytes)
    else { return nil }
    self = match
  }

  package var opposite: GridDirection { turned(by: 2) }

  /// The direction a quarter turn away from this one: -1 or +1 in the official order.
  package func turned(by quarters: Int) -> GridDirection {
    switch (rawValue + quarters) & 3 {
    case 0: .left
    case 1: .down
    case 2: .right
    default: .up
    }
  }

  private func isSpelled(by bytes: Substring.UTF8View) -> Bool {
    var rest = bytes[...]
    for letter in word.utf8 {
      guard let byte = rest.popFirst(), Self.isLetter(byte), byte | 0x20 == letter else {
        return false
      }
    }
    return rest.allSatisfy(Self.isSpace)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
