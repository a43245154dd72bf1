/// What the terminal can do, as far as its environment tells.
package struct Capabilities: Hashable, Sendable {
  package var glyphs: GlyphSet
  package var depth: ColourDepth

  package init(glyphs: GlyphSet, depth: ColourDepth) {
    self.glyphs = glyphs
    self.depth = depth
  }

  /// Reads TERM, COLORTERM, NO_COLOR, and the locale in the order in which the C library does.
  package init(environment: [String: String]) {
    let term = environment["TERM"] ?? ""
    glyphs = Self.glyphs(environment, term: term)
    depth = Self.depth(environment, term: term)
  }

  /// The theme to use when somebody wants this one: without colours that is the mono theme.
  package func theme(wanted: Theme) -> Theme {
    depth == .mono ? .mono : wanted
  }

  private static func glyphs(_ environment: [String: String], term: String) -> GlyphSet {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy
      .compactMap { environment[$0] }.first { !$0.isEmpty }
    let name = (locale ?? "C").lowercased()
    guard name.contains("utf-8") || name.contains("utf8") else { return .ascii }
    // The fonts of the Linux console have 256 or 512 characters; braille is not among them.
    return term == "linux" || term == "dumb" ? .ascii : .braille
  }

  private static func depth(_ environment: [String: String], term: String) -> ColourDepth {
    // https://no-color.org: present and not empty, whatever its value.
    if environment["NO_COLOR"]?.isEmpty == false { return .mono }
    if term.isEmpty || term == "dumb" || term.hasPrefix("vt") || term.hasSuffix("-mono")
      || term.hasSuffix("-m")
    {
      return .mono
    }
    let colours = environment["COLORTERM"]?.lowercased() ?? ""
    if colours == "truecolor" || colours == "24bit" || TerminalName.hasTruecolor(term) {
      return .truecolor
    }
    return term.contains("256color") ? .indexed : .sixteen
  }
}
