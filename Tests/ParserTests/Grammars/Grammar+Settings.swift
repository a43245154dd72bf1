import ConfigurationFiles
import Environments
import RunModel
import TerminalUI

/// What people write, and strangers send along.
extension Grammar {
  static let ofSettings: [Grammar] = [configuration, experiment, theme]

  private static let words = [
    "[erl]", "[[arms]]", "[arms.a]", "seed = 1", "'''", "\"\"\"", "preset = \"frozenlake\"",
    "set.erl.gate = true", "{ a = 1, b = [1, 2] }", "1979-05-27T07:32:00Z", "inf", "\\UFFFFFFFF",
  ]

  /// The options of a run in the worlds that ship.
  private static let worlds = ConfigurationSchema(
    worlds: EnvironmentCatalog.shipped.entries.map(\.options), environment: "frozenlake",
    model: "frozenlake")

  private static let configuration = Grammar(
    "run.toml",
    texts: [
      RunConfiguration(worlds).resolvedTOML(),
      "steps = 4 # few\n[erl]\ngate = true\n[optimizer]\nlearning_rate = 3e-4\n[frozenlake]\nsize = [4, 5]\n",
    ], words: words
  ) { bytes in
    _ = try RunConfiguration(toml: text(bytes), file: "run.toml", onto: RunConfiguration(worlds))
  }

  private static let experiment = Grammar(
    "experiment.toml",
    texts: [
      """
      baseline = "a"
      seeds = 2
      [set]
      steps = 4
      evaluation = { episodes = 10, every = 2 }
      [arms.a]
      [arms.b]
      set.algorithm = "rlvr"
      """
    ], words: words
  ) { bytes in
    _ = try ExperimentDescription(toml: text(bytes), file: "experiment.toml", schema: worlds)
  }

  private static let theme = Grammar(
    "theme",
    texts: [ThemeFile.text(of: .kolbDark), "kind = light\ntext = #ff0000 on default bold\n"],
    words: ["#ffffff", "on", "default", "bold", "kind = light", "#ffff", "#gggggg"]
  ) { bytes in
    let (theme, _) = ThemeFile.parse(text(bytes), file: "a.theme")
    let again = ThemeFile.parse(ThemeFile.text(of: theme), file: "a.theme")
    guard again.problems.isEmpty else { throw Unlike() }
  }
}
