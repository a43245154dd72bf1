/// Texts by strangers that have power over terminals, spreadsheets or pages, by their classes.
package enum HostileText {
  package static let classes: [(name: String, text: String)] = [
    ("C0", String(String.UnicodeScalarView((1...0x1F).compactMap(Unicode.Scalar.init)))),
    ("DEL and C1", scalars(0x7F...0x9F)),
    ("ESC", "\u{1B}c\u{1B}(0\u{1B}#8\u{1B}=\u{1B}7"),
    ("clipboard", "\u{1B}]52;c;cm0gLXJmIH4=\u{07}\u{1B}]52;c;?\u{1B}\\"),
    ("title", "\u{1B}]0;owned\u{07}\u{1B}]2;owned\u{9C}\u{1B}[21t"),
    ("link", "\u{1B}]8;;file:///etc/passwd\u{1B}\\here\u{1B}]8;;\u{1B}\\"),
    ("CSI", "\u{1B}[2J\u{1B}[1;1H\u{9B}31m\u{1B}[?1049l\u{1B}[6n\u{1B}[8;9;9t"),
    ("DCS", "\u{1B}P$q\"p\u{1B}\\\u{90}1$r\u{9C}\u{1B}_Ga=T\u{1B}\\"),
    ("PM and SOS", "\u{1B}^x\u{1B}\\\u{1B}Xy\u{1B}\\\u{9E}z\u{9C}"),
    ("bidi", "a\u{202E}b\u{202A}c\u{2066}d\u{2069}e\u{200F}f\u{061C}g\u{202C}"),
    ("zero width", repeated("\u{200B}\u{200D}\u{FEFF}\u{2060}\u{00AD}", 100)),
    ("combining storm", "Z" + repeated("\u{301}\u{336}", 60) + "x\u{20DD}\u{20DD}\u{20DD}"),
    ("marks alone", repeated("\u{489}", 60)),
    ("mark on a sign", "=\u{301}1+1,\u{301}\"\u{301}|\u{301}<\u{301}b>&\u{301}"),
    ("tags", "\u{E0041}\u{E0042}\u{FFF9}\u{1D173}"),
    ("no characters", "\u{FFFF}\u{10FFFF}\u{E000}\u{0378}"),
    ("line ends", "a\r\nb\rc\u{2028}d\u{2029}e\u{85}f\u{0B}g\u{0C}h"),
    ("blanks that are letters", "\u{3164}\u{115F}\u{1160}\u{2800}\u{FFA0}"),
    ("joined", "👩‍👩‍👧‍👦👍🏽🇩🇪❤️ก็็็็็็"),
    ("equals", "=cmd|' /C calc'!A0"), ("plus", "+1+cmd"), ("minus", "-2+3+cmd"),
    ("at", "@SUM(A1:A9)"), ("wide equals", "＝1+1"), ("tab", "\t=1+1"), ("return", "\r=1+1"),
    ("Markdown", "| x | [a](javascript:alert(1)) `b` **c** <script>alert(1)</script> ~~d~~"),
    ("mark-up", "</text></svg><script>alert(1)</script>&#0;\" onload=\"x"),
    ("shell", "$(reboot)`reboot`;'\"\\\u{0}"), ("format", "%s%n%99999999d"),
    ("nothing", ""), ("long", repeated("wide漢", 400)),
  ]

  /// The same, four at a time, for whoever has much to do with each.
  package static let bundles: [(name: String, text: String)] = stride(
    from: 0, to: classes.count, by: 4
  ).map { first in
    let part = classes[first..<min(first + 4, classes.count)]
    return (
      part.map(\.name).joined(separator: ", "), part.map(\.text).joined(separator: " and ")
    )
  }

  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  private static func scalars(_ range: ClosedRange<UInt32>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: range.compactMap(Unicode.Scalar.init))
    return text
  }

  /// What in a text a terminal could do more with than print it, in words; `nil` for nothing.
  ///
  /// Its lines may end as those of Unix, and where `tabs` says so tabs may stand between its cells.
  package static func fault(in text: String, tabs: Bool = false) -> String? {
    var marks = 0
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control where scalar == "\n" || tabs && scalar == "\t": marks = 0
      case .control, .format, .surrogate, .unassigned, .privateUse, .lineSeparator,
        .paragraphSeparator:
        return "U+\(String(scalar.value, radix: 16))"
      case .nonspacingMark, .enclosingMark:
        marks += 1
        if marks > 5 { return "\(marks) marks on one character" }
      default: marks = 0
      }
    }
    return nil
  }

  /// What in a table of comma-separated values a spreadsheet would compute, or where its cells
  /// break; `nil` for nothing.
  package static func fault(inTable csv: String, columns: Int) -> String? {
    let rows = rows(of: csv)
    if let odd = rows.first(where: { $0.count != columns }) {
      return "\(odd.count) cells instead of \(columns): \(odd.joined(separator: "|").prefix(200))"
    }
    let signs: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"]
    let formula = rows.joined().first { cell in
      cell.unicodeScalars.first.map(signs.contains) == true && Double(cell) == nil
    }
    return formula.map { "a formula: \($0.prefix(80))" }
  }

  /// The cells of each row, as RFC 4180 has them, read byte by byte as spreadsheets do.
  package static func rows(of csv: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var (isQuoted, wasQuote) = (false, false)
    for byte in csv.utf8 {
      let isQuote = byte == UInt8(ascii: "\"")
      if isQuoted, !isQuote {
        cell.append(byte)
      } else if isQuote {
        if !isQuoted, wasQuote { cell.append(byte) }
        isQuoted.toggle()
      } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") {
        row.append(String(decoding: cell, as: UTF8.self))
        cell = []
        if byte == UInt8(ascii: "\n") {
          rows.append(row)
          row = []
        }
      } else {
        cell.append(byte)
      }
      wasQuote = isQuote && !isQuoted
    }
    return rows
  }
}
