import ArgumentParser
import Foundation
import TerminalUI

/// How the dashboard looks.
struct ScreenOptions: ParsableArguments {
  @Option(help: "A theme; 'kolb list themes' names them. KOLB_THEME sets it for good.")
  var theme: String?

  @Option(help: "What curves are drawn with; what the locale and the terminal allow if not given.")
  var glyphs: GlyphSet?

  /// What the terminal can do, as far as its environment and these options tell.
  var capabilities: Capabilities {
    var capabilities = Capabilities(environment: ProcessInfo.processInfo.environment)
    if let glyphs { capabilities.glyphs = glyphs }
    return capabilities
  }

  /// The name of the theme that is wanted, if any.
  var wantedTheme: String? { theme ?? ProcessInfo.processInfo.environment["KOLB_THEME"] }
}

extension GlyphSet: ExpressibleByArgument {}
