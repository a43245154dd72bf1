import ConfigurationFiles
import Dashboard
import Foundation
import RLCore
import RunModel
import TerminalUI

/// What the user wants of the screen for good, from `kolb.toml` in the configuration folder.
///
/// Nothing of it is needed, and a fault in the file keeps nobody out.
struct Preferences {
  enum Key: String, CaseIterable {
    case theme
    case glyphs
    case colors
    case mouse
    case axis
    case smoothing
    case bell
    case command
  }

  private(set) var values: [Key: OptionValue] = [:]
  private(set) var problems: [String] = []

  /// As they were when the program began.
  static let current = Preferences(file: ConfigurationFolder.settings.path)

  init(file: String) {
    guard FileManager.default.fileExists(atPath: file) else { return }
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      problems = ["\(file) is no text that can be read; it was passed over."]
      return
    }
    let read = SettingsFile.read(
      text, file: ConfigurationFolder.shortened(file), keys: Self.keys)
    problems = read.problems
    for (name, value) in read.values { Key(rawValue: name).map { values[$0] = value } }
  }

  static let keys: [SettingsKey] = Key.allCases.map(key)

  private static func key(_ key: Key) -> SettingsKey {
    switch key {
    case .theme:
      SettingsKey(
        key.rawValue, "a theme's name, or the path of its file", .text, usual: .text("kolb-dark"))
    case .glyphs:
      SettingsKey(
        key.rawValue, "what curves are drawn with",
        .words(["auto"] + GlyphSet.allCases.map(\.rawValue)), usual: .text("auto"))
    case .colors:
      SettingsKey(
        key.rawValue, "how many colours are used",
        .words(["auto"] + ColourDepth.allCases.map(\.rawValue)), usual: .text("auto"))
    case .mouse:
      SettingsKey(
        key.rawValue, "whether the mouse is reported; text is then selected with Shift", .flag,
        usual: .flag(true))
    case .axis:
      SettingsKey(
        key.rawValue, "what curves are drawn over", .words(Axis.allCases.map(\.rawValue)),
        usual: .text(Axis.steps.rawValue))
    case .smoothing:
      SettingsKey(
        key.rawValue, "the weight of the past in bright curves: automatic, or 0 to 0.999", .text,
        usual: .text("automatic"))
    case .bell:
      SettingsKey(
        key.rawValue, "when the terminal's bell rings",
        .words(AttentionWish.allCases.map(\.rawValue)), usual: .text("never"))
    case .command:
      SettingsKey(
        key.rawValue, "for a shell, run at a run's end and at alarms; it finds KOLB_MESSAGE", .text,
        usual: .text(""))
    }
  }

  private func text(_ key: Key) -> String? {
    if case .text(let text)? = values[key] { text } else { nil }
  }

  var bell: AttentionWish? { text(.bell).flatMap(AttentionWish.init(rawValue:)) }
  var command: String? { text(.command) }
  var theme: String? { text(.theme) }
  /// `nil` for what the terminal allows.
  var glyphs: GlyphSet? { text(.glyphs).flatMap(GlyphSet.init(rawValue:)) }
  /// `nil` for what the terminal allows.
  var depth: ColourDepth? { text(.colors).flatMap(ColourDepth.init(rawValue:)) }
  var axis: Axis { text(.axis).flatMap(Axis.init(rawValue:)) ?? .steps }

  var smoothing: String { text(.smoothing) ?? "automatic" }

  var smoothingProblem: String {
    "\(ConfigurationFolder.shortened(ConfigurationFolder.settings.path)): 'smoothing' is "
      + "\"\(smoothing)\". It takes \"automatic\" or a number from \"0\" to \"0.999\", in quotes."
  }

  var hasMouse: Bool {
    if case .flag(let flag)? = values[.mouse] { flag } else { true }
  }
}
