/// What is written to files.
extension TypedCommand {
  static let save = TypedCommand(
    "save", "save, or save FILE: the screen as text; .ansi keeps its colours",
    run: { state, name in
      [.saveScreen(name: name.isEmpty ? "kolb-\(state.view.name).txt" : name)]
    })

  static let write = TypedCommand(
    "write", "write, or write FILE: what is selected, as text",
    run: { state, name in state.saveTakeaway(as: name) })

  static let export = TypedCommand(
    "export", "export episode FILE.json, export curve FILE.csv, or export curve FILE.svg",
    completions: { _, _ in ["episode ", "curve "] },
    run: { state, argument in
      let words = argument.split(separator: " ", maxSplits: 1).map(String.init)
      let name = words.count > 1 ? words[1] : ""
      return switch words.first {
      case "curve": state.exportCurve(to: name)
      case "episode": state.saveEpisode(as: name)
      default: nil
      }
    })
}
