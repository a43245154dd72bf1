import Basics

/// Reads and writes theme files: lines of `key = #rrggbb on #rrggbb bold`, and comments after "#".
///
/// A value names the colour of the glyph, after `on` the colour behind it, and attributes, all
/// optional; `default` is the terminal's own colour. What a file does not set keeps the look that
/// the base theme gives it: kolb-dark, or kolb-light where the file says that it is light, since
/// the colours of one cannot be read on the background of the other.
package enum ThemeFile {
  /// The theme, and what was skipped; the problems name the file.
  package static func parse(
    _ text: String, file: String, base: Theme? = nil
  ) -> (theme: Theme, problems: [ThemeProblem]) {
    guard let base else {
      let isLight = parse(text, file: file, base: .kolbDark).theme.kind == .light
      return parse(text, file: file, base: isLight ? .kolbLight : .kolbDark)
    }
    var reader = Reader(file: file, theme: base)
    reader.theme.name = String(file.split(separator: "/").last ?? "").removingThemeSuffix
    for (index, line) in TextCleaner.lines(of: text).enumerated() {
      reader.read(line, number: index + 1)
    }
    return (reader.theme, reader.problems)
  }

  /// The theme as a file with a comment on every key.
  package static func text(of theme: Theme) -> String {
    var lines = [
      "# A theme for kolb. Each line: key = #rrggbb on #rrggbb bold dim underline reverse",
      "# All parts are optional; 'default' is the terminal's own colour. Unset keys keep the",
      "# look of kolb-dark, or of kolb-light in a light theme, which are built in.", "",
      "# dark or light: what the colours are made for",
      "kind = \(theme.kind.rawValue)",
      "# behind everything",
      "background = \(theme.background?.hex ?? "default")", "",
    ]
    var meaning = ""
    for role in Role.allCases {
      if role.meaning != meaning { lines.append("# " + role.meaning) }
      meaning = role.meaning
      lines.append("\(role.rawValue) = \(value(of: theme[role]))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func value(of look: Appearance) -> String {
    var words = [look.foreground?.hex ?? "default"]
    if let background = look.background { words += ["on", background.hex] }
    for (name, attribute) in Attributes.names where look.attributes.contains(attribute) {
      words.append(name)
    }
    return words.joined(separator: " ")
  }

  static let keys = meanings.map(\.key)

  /// Every key of a theme file with what it is for.
  package static let meanings: [(key: String, meaning: String)] =
    [
      ("kind", "dark or light: what the colours are made for"),
      ("background", "behind everything"),
    ] + Role.allCases.map { ($0.rawValue, $0.meaning) }
}

private struct Reader {
  let file: String
  var theme: Theme
  var problems: [ThemeProblem] = []
  private var seen: [String: Int] = [:]

  init(file: String, theme: Theme) {
    self.file = file
    self.theme = theme
  }

  mutating func read(_ line: Substring, number: Int) {
    let content = line.trimmed
    guard !content.isEmpty, content.first != "#" else { return }
    guard let equals = content.firstIndex(of: "=") else {
      return problems.append(
        .notAnAssignment(file: file, line: number, text: TextCleaner.clean(String(content))))
    }
    let key = TextCleaner.clean(String(content[..<equals].trimmed))
    guard ThemeFile.keys.contains(key) else {
      let nearest = Spelling.nearest(to: key, among: ThemeFile.keys)
      return problems.append(
        .unknownKey(file: file, line: number, key: key, nearest: nearest))
    }
    if let first = seen[key] {
      problems.append(.repeatedKey(file: file, line: number, key: key, firstLine: first))
    }
    seen[key] = number
    let words = String(content[content.index(after: equals)...]).words
    set(key, to: words, line: number)
  }

  private mutating func set(_ key: String, to words: [String], line: Int) {
    if key == "kind" {
      let kind = words.first.flatMap(Theme.Kind.init(rawValue:))
      guard let kind, words.count == 1 else {
        return report(words.joined(separator: " "), of: key, line: line, among: ["dark", "light"])
      }
      theme.kind = kind
    } else if let role = Role(rawValue: key) {
      if let look = appearance(of: words, key: key, line: line) { theme[role] = look }
    } else if let look = appearance(of: words, key: key, line: line) {
      theme.background = look.foreground
    }
  }

  private mutating func appearance(of words: [String], key: String, line: Int) -> Appearance? {
    var look = Appearance()
    var isBehind = false
    for word in words {
      if word == "on" {
        isBehind = true
      } else if let attribute = Attributes.names.first(where: { $0.name == word })?.attribute {
        look.attributes.insert(attribute)
      } else if word == "default" {
        isBehind = false
      } else if let colour = Colour(hex: word) {
        if isBehind { look.background = colour } else { look.foreground = colour }
        isBehind = false
      } else {
        let words = Attributes.names.map(\.name) + ["default", "on"]
        report(word, of: key, line: line, among: words)
        return nil
      }
    }
    if isBehind {
      problems.append(.missingColour(file: file, line: line, key: key))
      return nil
    }
    return look
  }

  private mutating func report(
    _ word: String, of key: String, line: Int, among candidates: [String]
  ) {
    let word = TextCleaner.clean(word)
    let nearest = Spelling.nearest(to: word, among: candidates)
    problems.append(
      .unknownWord(file: file, line: line, key: key, word: word, nearest: nearest))
  }
}

extension String {
  fileprivate var words: [String] {
    // A comment may follow a value: a "#" that stands alone, unlike that of a colour.
    let words = unicodeScalars.split { " \t\r".unicodeScalars.contains($0) }
    return Array(words.map { String($0) }.prefix { $0 != "#" })
  }

  fileprivate var removingThemeSuffix: String {
    hasSuffix(".theme") ? String(dropLast(".theme".count)) : self
  }
}

extension StringProtocol {
  fileprivate var trimmed: SubSequence {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return self[endIndex...] }
    return self[first...last]
  }
}
