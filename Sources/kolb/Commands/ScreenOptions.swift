import ArgumentParser
import Foundation
import TerminalUI

/// How the dashboard looks.
struct ScreenOptions: ParsableArguments {
  @Option(help: "A theme by its name, or the path of its file. 'kolb list themes' names them.")
  var theme: String?

  @Option(help: "What curves are drawn with; what the locale and the terminal allow if not given.")
  var glyphs: GlyphSet?

  @Option(help: "How many colours; what the terminal allows if not given.")
  var colors: ColourDepth?

  @Flag(inversion: .prefixedNo, help: "Let the mouse act; text is then selected with Shift.")
  var mouse: Bool?

  @Option(help: "Ring the terminal's bell: never, end, alarm, both.")
  var bell: AttentionWish?

  @Option(
    name: .customLong("on-event"),
    help: ArgumentHelp(
      "A command for a shell, run at the end and at alarms, with KOLB_RUN, KOLB_OCCASION and "
        + "KOLB_MESSAGE.",
      valueName: "command"))
  var command: String?

  /// How somebody is told who looks elsewhere.
  var attention: Attention {
    let wanted = Preferences.current
    return Attention(bell: bell ?? wanted.bell ?? .never, command: command ?? wanted.command)
  }

  var wantsMouse: Bool { mouse ?? Preferences.current.hasMouse }

  /// What the terminal can do, as far as its environment and these options tell.
  var capabilities: Capabilities {
    let environment = ProcessInfo.processInfo.environment
    let hasNoColour = environment["NO_COLOR"]?.isEmpty == false
    var capabilities = Capabilities(environment: environment)
    let wanted = Preferences.current
    if let glyphs = glyphs ?? wanted.glyphs { capabilities.glyphs = glyphs }
    // Whoever sets NO_COLOR wants none whatever a file says; only an option is newer than that.
    if let depth = colors ?? (hasNoColour ? nil : wanted.depth) {
      capabilities.depth = depth
    }
    return capabilities
  }

  /// Says whether there is the theme that was asked for, before anything is begun.
  ///
  /// - Throws: `WrongUsage`.
  func checkTheme() throws {
    var library = ThemeLibrary()
    _ = try library.wanted(theme)
  }

  /// The options of somebody who gave none.
  static func notGiven() throws -> ScreenOptions { try parse([]) }

  /// The name of the theme that is wanted, if any.
  var wantedTheme: String? {
    theme ?? ProcessInfo.processInfo.environment["KOLB_THEME"] ?? Preferences.current.theme
  }
}

extension GlyphSet: ExpressibleByArgument {}
extension ColourDepth: ExpressibleByArgument {}
