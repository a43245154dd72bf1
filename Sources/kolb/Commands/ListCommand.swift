import ArgumentParser
import ConfigurationFiles
import Dashboard
import Environments
import Foundation
import RLCore
import RunLog
import RunModel
import TerminalUI

/// `kolb list`: what can be named in other commands.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract:
      "List environments, presets, experiments, models, policies, themes, options, runs, words for language models, formats of "
      + "other trainers' logs, or what every measure and sign means.")

  enum Subject: String, CaseIterable, ExpressibleByArgument {
    case environments
    case presets
    case experiments
    case models
    case policies
    case themes
    case themeKeys = "theme-keys"
    case config
    case options
    case runs
    case formats
    case prompts
    case metrics
    case signs
    case glossary
  }

  @Argument(help: "What to list; without it, all that is short.")
  var subject: Subject?

  @Option(
    help: ArgumentHelp(
      "Copy the words for language models into a folder, to change them.", valueName: "folder"))
  var to: String?

  func validate() throws {
    guard to == nil || subject == .prompts else {
      throw ValidationError("--to goes with 'prompts' alone.")
    }
  }

  func run() throws {
    if let to { return try PromptList().copy(to: to) }
    if subject == .config { return printConfiguration() }
    if subject == .formats { return print(FormatText.all.safeForTerminals) }
    if subject == .metrics { return printWords(Glossary.metrics) }
    if subject == .signs { return printSigns() }
    if subject == .glossary { return printGlossary() }
    let subjects =
      subject.map { [$0] } ?? [.environments, .presets, .experiments, .models, .policies, .themes]
    for subject in subjects {
      if subjects.count > 1 { print(subject.rawValue) }
      for line in Self.aligned(try rows(of: subject)) {
        print((subjects.count > 1 ? "  " : "") + line.safeForTerminals)
      }
    }
    if subject == nil {
      print(
        "more: kolb list options, config, theme-keys, runs, formats, prompts, metrics, signs, glossary"
      )
      print("your own settings: \(ConfigurationFolder.settings.path)".safeForTerminals)
      print("your own themes: \(ConfigurationFolder.themes.path)".safeForTerminals)
    }
  }

  /// A file of settings as it may stand in the configuration folder.
  private func printConfiguration() {
    print("# Settings of the dashboard. All are optional; this file may stand at".safeForTerminals)
    print("# \(ConfigurationFolder.settings.path)".safeForTerminals)
    print("# What the command line and KOLB_THEME say goes before it.\n")
    print(SettingsFile.text(of: Preferences.keys), terminator: "")
  }

  /// A sign and its one meaning in a line.
  private func printSigns() {
    let signs = Glossary.signs.map { (name: $0.name, words: $0.parts.map(\.text).joined()) }
    for line in Self.aligned(signs) { print(line.safeForTerminals) }
  }

  /// What the screen says of anything, by kinds.
  private func printGlossary() {
    for (title, entries) in Glossary.sections(options: .shipped) {
      print("# \(title)\n")
      printWords(entries)
    }
  }

  /// A name, then how it is counted, on how many, and what to think of its values.
  private func printWords(_ entries: [Explanation]) {
    for entry in entries {
      print(entry.name.safeForTerminals)
      for part in entry.parts {
        let heading = part.heading.isEmpty ? "" : "\(part.heading): "
        print("    \(heading)\(part.text)".safeForTerminals)
      }
      print("")
    }
  }

  /// A name and a few words on each.
  private func rows(of subject: Subject) throws -> [(name: String, words: String)] {
    switch subject {
    case .environments:
      Catalogs.shipped.environments.entries.map { ($0.name, $0.summary) }
        + Catalogs.shipped.doors.map { ($0.form, $0.summary) }
    case .presets: Preset.all.map { ($0.name, $0.summary) }
    case .experiments: ShippedExperiment.all.map { ($0.name, $0.summary) }
    case .models: PolicyCatalog.shipped.backends.flatMap(\.shippedModels).map { ($0, "") }
    case .policies: PolicyCatalog.shipped.backends.map { ($0.name, $0.account) }
    case .themes: themes()
    case .themeKeys: ThemeFile.meanings.map { ($0.key, $0.meaning) }
    case .config: Preferences.keys.map { ($0.name, $0.help) }
    case .metrics: ReflectionMetric.ID.allCases.map { ("\($0.family) \($0.name)", $0.formula) }
    case .prompts: PromptList().rows
    case .signs, .glossary, .formats: []
    case .options:
      ConfigurationSchema.shipped.options.map { option in
        let usual = option.value(in: RunConfiguration(.shipped)).toml
        return ("\(option.key) = \(usual)", "\(option.help); \(option.allowed)")
      }
    case .runs: try runs()
    }
  }

  private func themes() -> [(name: String, words: String)] {
    ThemeLibrary().entries.sorted { $0.key < $1.key }.map { name, entry in
      let words = entry.summary.isEmpty ? "\(entry.theme.kind.rawValue)" : entry.summary
      return (name, words + (entry.path.map { " \($0)" } ?? " built in"))
    }
  }

  /// Runs and experiments of this folder, as the dashboard lists them.
  private func runs() throws -> [(name: String, words: String)] {
    let reader = ShelfReader()
    var entries = reader.own()
    if entries.contains(where: { $0.status?.mayGrow == true && $0.age == 0 }) {
      // What nothing here trains may be written from elsewhere, which only a second look tells.
      usleep(ScreenText.watching)
      entries = reader.own()
    }
    if entries.isEmpty {
      StandardError.write(
        "note: no run lies in 'runs' here, and no experiment in 'experiments'. 'kolb run' begins "
          + "one, and 'kolb open' shows the samples and presets that there are.")
    }
    return entries.map { ($0.path, $0.words) }
  }

  private static func aligned(_ rows: [(name: String, words: String)]) -> [String] {
    let width = rows.map(\.name.count).max() ?? 0
    return rows.map { name, words in
      words.isEmpty
        ? name : name.padding(toLength: width, withPad: " ", startingAt: 0) + "  " + words
    }
  }
}
