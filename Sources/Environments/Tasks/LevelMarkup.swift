/// Boards in the XML of level collections (`.slc`), as players exchange them.
///
///     <Level Id="A corridor"><L>#####</L><L>#@$.#</L><L>#####</L></Level>
struct LevelMarkup {
  private(set) var levels: [LevelText.Level] = []

  /// Whether bytes are such a file.
  static func isMarkup(_ bytes: [UInt8]) -> Bool {
    guard bytes.first(where: { !JSONExtents.isSpace($0) }) == UInt8(ascii: "<") else {
      return false
    }
    return String(decoding: bytes, as: UTF8.self).contains("<L>")
  }

  /// - Parameter bytes: UTF-8; what stands between other tags is passed over.
  init(_ bytes: [UInt8]) {
    var name: String?
    var rows: [String] = []
    var start = 0
    var line = 1
    var rest = String(decoding: bytes, as: UTF8.self)[...]
    func text(_ part: Substring) -> String { Self.unescaped(part) }
    while let open = rest.firstIndex(of: "<") {
      let before = rest[..<open]
      rest = rest[open...].dropFirst()
      let tag = rest.prefix { $0 != ">" }
      if tag == "/L" {
        rows.append(text(before))
      } else if tag == "L" {
        if rows.isEmpty { start = line + Self.breaks(in: before) }
      } else if tag == "/Level" {
        if !rows.isEmpty { levels.append(LevelText.Level(line: start, name: name, rows: rows)) }
        (name, rows) = (nil, [])
      } else if tag.hasPrefix("Level"), tag.dropFirst(5).first?.isWhitespace == true {
        name = Self.attribute("Id", of: tag).map(text)
      }
      line += Self.breaks(in: before) + Self.breaks(in: tag)
      rest = rest[tag.endIndex...].dropFirst()
    }
    // A file that was cut off keeps the rows that it has, and its room is told to be none.
    if !rows.isEmpty { levels.append(LevelText.Level(line: start, name: name, rows: rows)) }
  }

  private static func breaks(in text: Substring) -> Int { text.count(where: \.isNewline) }

  /// The value of `name="value"`; `nil` where there is none or it is empty.
  private static func attribute(_ name: String, of tag: Substring) -> Substring? {
    for quote in ["\"", "'"] {
      guard let start = tag.firstRange(of: " \(name)=\(quote)")?.upperBound else { continue }
      let value = tag[start...].prefix { String($0) != quote }
      return value.isEmpty ? nil : value
    }
    return nil
  }

  private static func unescaped(_ text: Substring) -> String {
    guard text.contains("&") else { return String(text) }
    // The ampersand comes last, so that what it brings is not read once more.
    let entities = [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&"),
    ]
    return entities.reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
  }
}
