/// What is printed on the same key of a Latin keyboard: commands are letters, and whoever writes
/// Russian or Korean need not change the keyboard for them.
///
/// Only for keys that act; text is taken as it is typed.
package struct KeyboardLayout: Sendable {
  let name: String
  /// The keys that differ, as they come with this layout, in the order of `latin`.
  let typed: String
  /// The same keys on a keyboard of the United States.
  let latin: String

  /// The layouts, of which the earlier one wins where a letter lies in two places.
  ///
  /// Each gives the plain keys and then those with Shift, by the rows of the keyboard.
  package static let all: [KeyboardLayout] = [
    KeyboardLayout(
      name: "Russian", typed: "ёйцукенгшщзхъфывапролджэячсмитьбю№",
      latin: "`qwertyuiop[]asdfghjkl;'zxcvbnm,.#"),
    KeyboardLayout(
      name: "Russian with Shift", typed: "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ",
      latin: "~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"),
    KeyboardLayout(name: "Ukrainian", typed: "іїєґІЇЄҐ", latin: "s]'\\S}\"|"),
    KeyboardLayout(name: "Belarusian", typed: "ўЎ", latin: "oO"),
    KeyboardLayout(name: "Serbian", typed: "љњђјћџЉЊЂЈЋЏ", latin: "qw[j'xQW{J\"X"),
    KeyboardLayout(
      name: "Greek", typed: "ςερτυθιοπασδφγηξκλζχψωβνμάέήίόύώϊϋΐΰ",
      latin: "wertyuiopasdfghjklzxcvbnmaehioyviyiy"),
    KeyboardLayout(
      name: "Greek with Shift", typed: "ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜΆΈΉΊΌΎΏ",
      latin: "ERTYUIOPASDFGHJKLZXCVBNMAEHIOYV"),
    KeyboardLayout(
      name: "Hebrew", typed: "קראטוןםפשדגכעיחלךףזסבהנמצתץ",
      latin: "ertyuiopasdfghjkl;zxcvbnm,."),
    KeyboardLayout(
      name: "Arabic", typed: "ذضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ؟؛،",
      latin: "`qwertyuiop[]asdfghjkl;'zxcvnm,./?;,"),
    KeyboardLayout(name: "Persian", typed: "یکگچ", latin: "d;']"),
    KeyboardLayout(
      name: "Korean", typed: "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ",
      latin: "qwertyuiopasdfghjklzxcvbnm"),
    KeyboardLayout(name: "Korean with Shift", typed: "ㅃㅉㄸㄲㅆㅒㅖ", latin: "QWERTOP"),
    KeyboardLayout(
      name: "Georgian", typed: "ქწერტყუიოპასდფგჰჯკლზხცვბნმჭღთშჟძჩ",
      latin: "qwertyuiopasdfghjklzxcvbnmWRTSJZC"),
    KeyboardLayout(
      name: "Thai", typed: "ๆไำพะัีรนยบลฟหกดเ้่าสวงผปแอิืทมใฝ",
      latin: "qwertyuiop[]asdfghjkl;'zxcvbnm,./"),
    // What Chinese and Japanese input has in the place of ASCII, besides the wide forms.
    KeyboardLayout(
      name: "Wide punctuation", typed: "。、・「」【】《》〈〉‘’“”￥·｡､･｢｣",
      latin: ".,/[][]<><>''\"\"\\`.,/[]"),
  ]

  /// The Latin character of the key that gave this one; nil for one that is Latin or unknown.
  package static func latin(_ character: Character) -> Character? {
    if let known = table[character] { return known }
    let scalars = character.unicodeScalars
    guard let scalar = scalars.first, scalars.count == 1 else { return nil }
    switch scalar.value {
    case 0x3000: return " "
    // Wide forms of ASCII.
    case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0).map { Character($0) }
    default: return nil
    }
  }

  private static let table: [Character: Character] = {
    var table = [Character: Character]()
    for layout in all {
      for (typed, latin) in zip(layout.typed.unicodeScalars, layout.latin) {
        table[Character(typed)] = table[Character(typed)] ?? latin
      }
    }
    return table
  }()

  /// What Shift makes of a key without a letter, in the United States.
  static func shifted(_ character: Character) -> Character {
    shifts[character] ?? character
  }

  private static let shifts: [Character: Character] = Dictionary(
    uniqueKeysWithValues: zip("`1234567890-=[]\\;',./", "~!@#$%^&*()_+{}|:\"<>?"))
}

extension Key {
  /// The key that it would be on a Latin keyboard; itself where that is the same.
  package var onLatinKeyboard: Key {
    switch self {
    case .character(let character): KeyboardLayout.latin(character).map { .character($0) } ?? self
    case .alt(let character): KeyboardLayout.latin(character).map { .alt($0) } ?? self
    default: self
    }
  }
}
