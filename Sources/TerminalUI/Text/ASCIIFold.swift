/// The nearest ASCII character for terminals that know no other.
enum ASCIIFold {
  /// As many ASCII characters as the scalar has columns, so that nothing moves.
  static func fold(_ scalar: Unicode.Scalar, columns: Int) -> String {
    if let character = table[scalar] { return String(repeating: character, count: columns) }
    switch scalar.value {
    case 0x2801...0x28FF: return "*"
    case 0x2580...0x259F: return "#"
    default: return String(repeating: "?", count: columns)
    }
  }

  private static let table: [Unicode.Scalar: Character] = {
    var table = [Unicode.Scalar: Character]()
    for (characters, replacement) in replacements {
      for scalar in characters.unicodeScalars { table[scalar] = replacement }
    }
    return table
  }()

  private static let replacements: [(String, Character)] = [
    ("─┄┈╌‐‑‒–—−⎯", "-"), ("━═", "="), ("│┆┊╎▏▕❘", "|"), ("┃║", "#"),
    ("┌┐└┘├┤┬┴┼╭╮╰╯╨", "+"), ("┏┓┗┛┣┫┳┻╋╔╗╚╝", "#"), ("╱", "/"), ("╲", "\\"),
    ("←◀◂‹«⟨", "<"), ("→▶▸›»⟩⇒", ">"), ("↑▲▴⇡⇞", "^"), ("↓▼▾⇣⇟", "v"), ("↔↕⇄", "~"),
    ("…·•∙⋅․┉", "."), ("●⬤★▪", "*"), ("◉", "@"), ("◆", "%"), ("◇", "&"), ("○◌◦☆", "o"), ("≡", "="),
    ("≠", "/"), ("≉", "\\"), ("◑", "~"), ("≟", "?"), ("↻", "\""), ("↺", "&"), ("⊘", "0"),
    ("■▣", "#"), ("□", "@"), ("✓✔", "+"), ("✗✘×✕", "x"),
    ("‘’‚′", "'"), ("“”„″", "\""), ("±", "~"), ("≈≃∼", "~"), ("≤", "<"), ("≥", ">"),
    ("█▉▊▋▌▇▆▅▓", "#"), ("▍▎▄▃▒", "="), ("▂▁░", "-"), ("⠀\u{A0}\u{2009}\u{202F}\u{3000}", " "),
    ("ÀÁÂÃÄÅ", "A"), ("àáâãäå", "a"), ("ÈÉÊË", "E"), ("èéêë", "e"), ("ÌÍÎÏ", "I"), ("ìíîï", "i"),
    ("ÒÓÔÕÖØ", "O"), ("òóôõöø", "o"), ("ÙÚÛÜ", "U"), ("ùúûü", "u"), ("Çç", "c"), ("Ññ", "n"),
    ("ß", "s"), ("Δ", "D"), ("δ", "d"), ("τ", "t"), ("π", "p"), ("σ", "s"), ("μµ", "u"),
    ("α", "a"), ("β", "b"), ("γ", "g"), ("λ", "l"), ("ε", "e"), ("÷", "/"), ("∞", "8"),
    ("△", "A"), ("▽", "V"), ("⚠⚑", "!"), ("‖", "="), ("␛", "^"), ("�", "?"), ("°", "o"), ("²", "2"),
    ("³", "3"), ("⏸", "="), ("⏵", ">"),
  ]
}
