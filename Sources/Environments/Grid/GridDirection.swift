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
    var text = text
    guard let found = text.withUTF8(Self.read) else { return nil }
    self = found
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

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> GridDirection? {
    var first = 0
    var end = bytes.count
    while first < end, isSpace(bytes[first]) { first += 1 }
    while end > first, isSpace(bytes[end - 1]) { end -= 1 }
    let word = UnsafeBufferPointer(rebasing: bytes[first..<end])
    return switch word.count {
    case 2: spells(word, "up") ? .up : nil
    case 4: spells(word, "left") ? .left : spells(word, "down") ? .down : nil
    case 5: spells(word, "right") ? .right : nil
    default: nil
    }
  }

  /// Whether bytes are a word of as many letters, in any case.
  private static func spells(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    // Of all bytes, only the two cases of a letter come to that letter with this bit set.
    for place in bytes.indices where bytes[place] | 0x20 != word.utf8Start[place] { return false }
    return true
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
