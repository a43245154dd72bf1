import TerminalUI

extension ReportDocument {
  /// For a terminal or a mail: columns are aligned, headings are underlined.
  var text: String {
    var parts: [String] = []
    for (index, block) in blocks.enumerated() {
      // Tables under each other would look like one.
      if case .table = block, index > 0, case .table = blocks[index - 1] { parts.append("") }
      switch block {
      case .heading(let text, let level):
        let line = String(repeating: level == 1 ? "=" : "-", count: TextWidth.columns(of: text))
        parts.append((parts.isEmpty ? "" : "\n") + text + "\n" + line)
      case .paragraph(let text): parts.append(text)
      case .list(let items): parts.append(items.map { "- \($0)" }.joined(separator: "\n"))
      case .table(let table): parts.append(ReportTable.aligned([table.columns] + table.rows))
      }
    }
    return parts.joined(separator: "\n").safeForTerminals + "\n"
  }

  /// For a page: the same as tables of GitHub's Markdown.
  var markdown: String {
    var parts: [String] = []
    for block in blocks {
      switch block {
      case .heading(let text, let level):
        parts.append(String(repeating: "#", count: level) + " " + Self.escaped(text))
      case .paragraph(let text): parts.append(Self.escaped(text))
      case .list(let items):
        parts.append(items.map { "- \(Self.escaped($0))" }.joined(separator: "\n"))
      case .table(let table):
        let rule = "|" + table.columns.map { _ in "---|" }.joined()
        let rows = ([table.columns] + table.rows).map { row in
          "| " + row.map(Self.escaped).joined(separator: " | ") + " |"
        }
        parts.append(([rows[0], rule] + rows.dropFirst()).joined(separator: "\n"))
      }
    }
    return parts.joined(separator: "\n\n").safeForTerminals + "\n"
  }

  /// Names are somebody's text and must not become Markdown or HTML.
  private static func escaped(_ text: String) -> String {
    // A line that begins so is a list, or makes a heading of the one before it.
    let first = text.unicodeScalars.first
    let opens = first.map { "-+=".unicodeScalars.contains($0) && Double(text) == nil } ?? false
    // By scalars, because a mark on a sign makes another character of both, which is no less a sign.
    var escaped = String.UnicodeScalarView((opens ? "\\" : "").unicodeScalars)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "&", "~":
        escaped.append("\\")
        escaped.append(scalar)
      case "\n", "\r": escaped.append(" ")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}

extension ReportTable {
  /// Lines with their cells below each other.
  static func aligned(_ lines: [[String]]) -> String {
    let widths = (lines.first ?? []).indices.map { column in
      lines.map { TextWidth.columns(of: $0[column]) }.max() ?? 0
    }
    return lines.map { line in
      let cells = zip(line, widths).map { cell, width in
        cell + String(repeating: " ", count: width - TextWidth.columns(of: cell))
      }
      let joined = cells.joined(separator: "  ")
      return String(joined.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}
