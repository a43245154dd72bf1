import TerminalUI

/// What a terminal sends.
extension Grammar {
  static let ofTerminals: [Grammar] = [keys]

  private static let keys = Grammar(
    "keys",
    texts: [
      "jk\u{1B}[A\u{1B}OP\u{1B}[<0;12;8M\u{1B}[<0;12;8m\u{1B}[1;5C\u{1B}[97;5u",
      "\u{1B}[200~pasted\u{1B}[31m\u{1B}[201~ü漢\u{1B}x",
      "\u{1B}]11;rgb:1c1c/1c1c/1c1c\u{1B}\\\u{1B}P1+r436f\u{1B}\\\u{1B}[?62;22c\u{1B}[?2026;2$y",
    ],
    words: [
      "\u{1B}", "\u{1B}[", "\u{1B}[<", "\u{1B}[200~", "\u{1B}[201~", "\u{1B}]", "\u{1B}\\",
      "\u{1B}P",
      "\u{1B}_", "\u{9B}", ";", "M", "~", "u", "99999999999999999999", "\u{7}",
    ]
  ) { bytes in
    var decoder = KeyDecoder()
    for start in stride(from: 0, to: bytes.count, by: 5) {
      _ = decoder.feed(bytes[start..<min(bytes.count, start + 5)])
    }
    _ = decoder.flush()
  }
}
