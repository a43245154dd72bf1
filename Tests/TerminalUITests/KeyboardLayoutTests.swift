import Testing

@testable import TerminalUI

@Suite struct `A keyboard with another layout` {
  @Test(arguments: [
    ("йолж", "qjk;"), ("ЖФЛ", ":AK"), ("бюБ", ",.<"), ("іїє", "s]'"),
    ("：／？２ｑＱ　", ":/?2qQ "), ("ㅂㅓㅏㅣ", "qjkl"), ("ㅃ", "Q"), ("ξκςΞ", "jkwJ"),
    ("חלקז", "jkez"), ("تنص", "jkw"), ("่าๆ", "jkq"), ("ჯკქ", "jkq"), ("。、「」", ".,[]"),
  ])
  func `has its commands on the same keys`(typed: String, latin: String) {
    let keys = typed.unicodeScalars.map { Key.character(Character($0)).onLatinKeyboard }
    #expect(keys == latin.map { Key.character($0) })
  }

  @Test func `changes nothing of a Latin one`() {
    for value in UInt8(0x20)..<0x7F {
      let key = Key.character(Character(Unicode.Scalar(value)))
      #expect(key.onLatinKeyboard == key)
    }
    for key in [Key.enter, .control("c"), .character("é"), .character("漢"), .paste("й")] {
      #expect(key.onLatinKeyboard == key)
    }
  }

  @Test(arguments: KeyboardLayout.all)
  func `gives every key one Latin character`(layout: KeyboardLayout) {
    #expect(layout.typed.unicodeScalars.count == layout.latin.count, "\(layout.name)")
    #expect(Set(layout.typed.unicodeScalars).count == layout.latin.count, "\(layout.name)")
    let hasForeignKey = layout.latin.contains { !$0.isASCII }
    let hasLatinKey = layout.typed.unicodeScalars.contains { $0.isASCII }
    #expect(!hasForeignKey && !hasLatinKey)
  }
}
