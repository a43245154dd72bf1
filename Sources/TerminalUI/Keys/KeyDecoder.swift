/// Turns the bytes that a terminal sends into keys.
///
/// ESC alone is a key and the beginning of every special one; only a pause tells them apart. So
/// the decoder keeps what may go on, and `flush()` is called when nothing followed for a while.
package struct KeyDecoder: Sendable {
  private var pending: [UInt8] = []
  private var paste: [UInt8]?
  /// Whether the terminal said that it shows frames at once (DEC mode 2026); `nil` before it did.
  package private(set) var knowsFrames: Bool?

  package init() {}

  /// Whether something has begun that a pause would end; ask `flush()` after about 25 ms.
  package var isWaiting: Bool { !pending.isEmpty && paste == nil }

  /// The keys that are complete with these bytes.
  package mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
    pending += bytes
    var keys = [Key]()
    var place = 0
    while place < pending.count {
      guard let (key, length) = next(in: pending[place...]) else { break }
      place += length
      if let key { keys.append(key) }
    }
    pending.removeFirst(place)
    return keys
  }

  /// The keys in what has begun, now that nothing follows: ESC is the key Esc.
  package mutating func flush() -> [Key] {
    guard isWaiting else { return [] }
    let bytes = pending
    pending = []
    guard bytes[0] == 0x1B else { return [.character("\u{FFFD}")] }
    if bytes.count == 1 { return [.escape] }
    // "ESC [" and "ESC O" without an end are Alt with that character.
    return [.alt(Character(Unicode.Scalar(bytes[1])))] + feed(bytes.dropFirst(2))
  }

  /// The next key and the bytes that it takes; nil when more bytes are needed.
  private mutating func next(in bytes: ArraySlice<UInt8>) -> (key: Key?, length: Int)? {
    if paste != nil { return takePaste(bytes) }
    guard let first = bytes.first else { return nil }
    guard first == 0x1B else { return KeyTable.plain(bytes) }
    guard let second = bytes.dropFirst().first else { return nil }
    switch second {
    case UInt8(ascii: "["): return control(bytes)
    case UInt8(ascii: "O"):
      guard let third = bytes.dropFirst(2).first else { return nil }
      return (KeyTable.application[third], 3)
    // Two in a row: the first was the key; the second may begin something.
    case 0x1B: return (.escape, 1)
    default:
      guard let (key, length) = KeyTable.plain(bytes.dropFirst()) else { return nil }
      return (key.map(KeyTable.withAlt), length + 1)
    }
  }

  /// "ESC [", parameters and a final letter (ECMA-48, control sequences).
  private mutating func control(_ bytes: ArraySlice<UInt8>) -> (key: Key?, length: Int)? {
    let rest = bytes.dropFirst(2)
    // The Linux console sends F1 to F5 as "ESC [ [ A" and so on.
    if rest.first == UInt8(ascii: "[") {
      guard let letter = rest.dropFirst().first else { return nil }
      let number = Int(letter) - Int(UInt8(ascii: "A")) + 1
      return ((1...5).contains(number) ? .function(number) : nil, 4)
    }
    guard let end = rest.firstIndex(where: { (0x40...0x7E).contains($0) }) else {
      // No sequence is that long: it was not one, and the ESC stands for itself.
      return rest.count > 64 ? (.escape, 1) : nil
    }
    let length = end - bytes.startIndex + 1
    let parameters = String(decoding: rest[..<end], as: UTF8.self)
    let final = bytes[end]
    if final == UInt8(ascii: "~"), parameters == "200" {
      paste = []
      return (nil, length)
    }
    if final == UInt8(ascii: "y"), parameters.hasPrefix("?2026;") {
      // DECRPM: 1 and 2 are on and off; 0 is unknown, 3 and 4 cannot be changed.
      knowsFrames = ["1$", "2$"].contains(parameters.dropFirst(6))
      return (nil, length)
    }
    if parameters.first == "<" {
      return (KeyTable.mouse(parameters.dropFirst(), final: final), length)
    }
    return (KeyTable.control(parameters, final: final), length)
  }

  /// Everything up to "ESC [ 201 ~" is text, whatever it contains.
  private mutating func takePaste(_ bytes: ArraySlice<UInt8>) -> (key: Key?, length: Int)? {
    let end: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]
    guard let start = bytes.firstRange(of: end)?.lowerBound else {
      // The end may itself have been cut; all before its possible beginning is text.
      let safe = max(0, bytes.count - (end.count - 1))
      guard safe > 0 else { return nil }
      paste?.append(contentsOf: bytes.prefix(safe))
      return (nil, safe)
    }
    let text = (paste ?? []) + bytes[..<start]
    paste = nil
    return (.paste(String(decoding: text, as: UTF8.self)), start - bytes.startIndex + end.count)
  }
}
