/// Turns the bytes that a terminal sends into keys.
///
/// ESC alone is a key and the beginning of every special one; only a pause tells them apart. So
/// the decoder keeps what may go on and says what it awaits, and `flush()` is called when nothing
/// followed for as long as `KeyPatience` has it. What is no key, such as an answer to a question
/// that somebody else asked the terminal, is swallowed whole: a part of it would act as a command.
package struct KeyDecoder: Sendable {
  /// What has begun and may go on.
  package enum Awaited: Hashable, Sendable {
    /// Whether ESC stood alone.
    case key
    /// The rest of a key or of a report.
    case sequence
    /// The end of an answer.
    case string
    /// The end of a pasted text.
    case paste
  }

  private var pending: [UInt8] = []
  private var paste: PastedText?
  private var string: ControlString?
  /// Whether what follows ESC came so much later that a person may have pressed two keys.
  private var isApart = false
  /// Whether the terminal said that it shows frames at once (DEC mode 2026); `nil` before it did.
  package private(set) var knowsFrames: Bool?

  package init() {}

  /// What a pause would end; `nil` where nothing has begun.
  package var awaited: Awaited? {
    if paste != nil { return .paste }
    if string != nil { return pending.isEmpty ? .string : .sequence }
    guard !pending.isEmpty else { return nil }
    guard let opening = Opening(pending[...]) else { return pending == [0x1B] ? .key : .sequence }
    return opening.isString && pending.count == opening.length ? .key : .sequence
  }

  package var isWaiting: Bool { awaited != nil }

  /// The keys that are complete with these bytes.
  ///
  /// - Parameters:
  ///   - bytes: what was read, cut anywhere.
  ///   - isApart: whether they came later than one key is sent, see `KeyPatience.together`.
  /// - Returns: the keys in their order, none of them twice.
  package mutating func feed(_ bytes: some Sequence<UInt8>, isApart: Bool = false) -> [Key] {
    let awaitedKey = pending == [0x1B] && paste == nil && string == nil
    pending += bytes
    var keys = [Key]()
    if awaitedKey, isApart, pending.count > 1 {
      // Nobody presses Alt that slowly: these are Esc and the next key.
      self.isApart = Opening(pending[...]) != nil
      if !self.isApart {
        keys.append(.escape)
        pending.removeFirst()
      }
    }
    var place = 0
    while place < pending.count {
      guard let (key, length) = next(in: pending[place...]) else { break }
      place += length
      if let key { keys.append(key) }
    }
    if place > 0 { self.isApart = false }
    pending.removeFirst(place)
    return keys
  }

  /// The keys in what has begun, now that nothing follows: ESC is the key Esc, a paste has no more
  /// text, and half a report is nothing.
  package mutating func flush() -> [Key] {
    let bytes = pending
    let wasApart = isApart
    let wasString = string != nil
    pending = []
    isApart = false
    string = nil
    if let text = paste {
      paste = nil
      return [.paste(text.text(with: bytes))]
    }
    guard let first = bytes.first else { return [] }
    if first == 0x1B, bytes.count == 1 || wasString { return [.escape] }
    guard let opening = Opening(bytes[...]) else { return [.character("\u{FFFD}")] }
    guard bytes.count == 2, first == 0x1B, opening.length == 2 else { return [] }
    // "ESC [" without an end is Alt with that character, or two keys of somebody quick.
    let key = Key.character(Character(Unicode.Scalar(bytes[1])))
    return wasApart ? [.escape, key] : [KeyTable.withAlt(key)]
  }

  /// The next key and the bytes that it takes; nil when more bytes are needed.
  private mutating func next(in bytes: ArraySlice<UInt8>) -> (key: Key?, length: Int)? {
    if paste != nil { return takePaste(bytes) }
    if string != nil { return takeString(bytes) }
    if let opening = Opening(bytes) {
      let rest = bytes.dropFirst(opening.length)
      guard !rest.isEmpty else { return nil }
      if opening.isString {
        string = ControlString(isEightBit: opening.isEightBit)
        return (nil, opening.length)
      }
      guard let (key, length) = opening.kind == .control ? control(rest) : KeyTable.single(rest)
      else { return nil }
      return (key, opening.length + length)
    }
    guard bytes.first == 0x1B else { return KeyTable.plain(bytes) }
    guard let second = bytes.dropFirst().first else { return nil }
    // Two in a row: the first was the key; the second may begin something.
    if second == 0x1B { return (.escape, 1) }
    guard let (key, length) = KeyTable.plain(bytes.dropFirst()) else { return nil }
    return (key.map(KeyTable.withAlt), length + 1)
  }

  /// What follows "ESC [".
  private mutating func control(_ bytes: ArraySlice<UInt8>) -> (key: Key?, length: Int)? {
    switch bytes.first {
    case UInt8(ascii: "["):
      guard let letter = bytes.dropFirst().first else { return nil }
      return (KeyTable.console[letter], 2)
    case UInt8(ascii: "M"): return MouseReport.classic(bytes)
    default: break
    }
    switch ControlSequence.read(bytes) {
    case .cut: return nil
    case .broken(let length): return (nil, length)
    case .whole(let sequence, let length): return (take(sequence), length)
    }
  }

  private mutating func take(_ sequence: ControlSequence) -> Key? {
    if sequence.final == UInt8(ascii: "~"), sequence.parameter(0) == 200 {
      paste = PastedText()
      return nil
    }
    if let answer = sequence.answer(aboutMode: 2026) {
      // DECRPM: 1 and 2 are on and off; 0 is unknown, 3 and 4 cannot be changed.
      knowsFrames = [1, 2].contains(answer)
      return nil
    }
    return MouseReport.key(of: sequence) ?? KeyTable.key(of: sequence)
  }

  private mutating func takePaste(_ bytes: ArraySlice<UInt8>) -> (key: Key?, length: Int)? {
    guard var text = paste else { return nil }
    let (length, isOver) = text.take(bytes)
    paste = isOver ? nil : text
    if isOver { return (.paste(text.text()), length) }
    return length > 0 ? (nil, length) : nil
  }

  private mutating func takeString(_ bytes: ArraySlice<UInt8>) -> (key: Key?, length: Int)? {
    guard let (length, isOver) = string?.take(bytes) else { return nil }
    if isOver { string = nil }
    return isOver || length > 0 ? (nil, length) : nil
  }
}
