/// Keys that are sent as the number of their character and what was held with them: "ESC [ 99;5 u"
/// (the keyboard protocol of Kitty, xterm's formatOtherKeys) and "ESC [ 27;5;99 ~" (xterm's
/// modifyOtherKeys).
///
/// Nobody here turns that on, but a shell or an editor may have left it on.
enum ModifiedKey {
  private struct Modifiers: OptionSet {
    let rawValue: Int

    static let shift = Modifiers(rawValue: 1)
    static let alt = Modifiers(rawValue: 2)
    static let control = Modifiers(rawValue: 4)
    /// Super, Hyper and Meta, which belong to the desktop.
    static let others = Modifiers(rawValue: 8 + 16 + 32)
    static let capsLock = Modifiers(rawValue: 64)
  }

  /// "character : with Shift : on a Latin layout ; modifiers : event ; text".
  static func key(of sequence: ControlSequence) -> Key? {
    key(
      code: sequence.parameter(0), shifted: sequence.parameter(0, part: 1),
      base: sequence.parameter(0, part: 2), modifiers: sequence.parameter(1),
      text: sequence.parameter(2))
  }

  /// The key of a character; `modifiers` is as it is sent, one more than their bits.
  static func key(
    code: Int?, shifted: Int? = nil, base: Int? = nil, modifiers: Int?, text: Int?
  ) -> Key? {
    let held = Modifiers(rawValue: max(0, (modifiers ?? 1) - 1))
    guard let code, held.isDisjoint(with: .others) else { return nil }
    if let key = named[code] { return with(held, key) }
    // Media keys and modifiers by themselves, in a range that has no characters.
    guard !(0xE000...0xF8FF).contains(code), let character = character(code) else { return nil }
    if held.contains(.control) {
      return control(character, base: base.flatMap { self.character($0) })
    }
    let shown = text.flatMap { self.character($0) } ?? shifted.flatMap { self.character($0) }
    let typed = shown ?? shift(character, held)
    return held.contains(.alt) ? .alt(typed) : .character(typed)
  }

  private static func character(_ code: Int) -> Character? {
    guard code >= 0x20, !(0x7F...0x9F).contains(code), let number = UInt32(exactly: code) else {
      return nil
    }
    return Unicode.Scalar(number).map { Character($0) }
  }

  private static func with(_ held: Modifiers, _ key: Key) -> Key {
    if key == .tab, held.contains(.shift) { return .backTab }
    return held.contains(.alt) ? KeyTable.withAlt(key) : key
  }

  /// As a terminal without the protocol sends it: Ctrl with a letter is one byte.
  private static func control(_ character: Character, base: Character?) -> Key? {
    let letter = (character.isASCII ? character : base ?? character).lowercased()
    guard let byte = letter.utf8.first, letter.utf8.count == 1 else {
      return KeyboardLayout.latin(character).map { .control($0) }
    }
    switch byte {
    case UInt8(ascii: "["): return .escape
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "\\")...UInt8(ascii: "_"):
      return KeyTable.plain([byte & 0x1F])?.key
    default: return .control(Character(letter))
    }
  }

  /// Terminals that do not say what Shift makes of a key are taken to have a keyboard of the
  /// United States.
  private static func shift(_ character: Character, _ held: Modifiers) -> Character {
    let isShifted = held.contains(.shift)
    if character.isLetter {
      let upper = character.uppercased()
      let isUpper = isShifted != held.contains(.capsLock)
      return isUpper && upper.count == 1 ? Character(upper) : character
    }
    return isShifted ? KeyboardLayout.shifted(character) : character
  }

  private static let named: [Int: Key] = {
    var named: [Int: Key] = [
      8: .backspace, 9: .tab, 10: .enter, 13: .enter, 27: .escape, 127: .backspace,
      57414: .enter, 57417: .left, 57418: .right, 57419: .up, 57420: .down, 57421: .pageUp,
      57422: .pageDown, 57423: .home, 57424: .end, 57425: .insert, 57426: .delete,
      57409: .character("."), 57410: .character("/"), 57411: .character("*"),
      57412: .character("-"), 57413: .character("+"), 57415: .character("="),
      57416: .character(","),
    ]
    for number in 13...35 { named[57376 + number - 13] = .function(number) }
    for (place, digit) in "0123456789".enumerated() { named[57399 + place] = .character(digit) }
    return named
  }()
}
