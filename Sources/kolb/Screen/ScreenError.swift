/// Why there is no dashboard.
enum ScreenError: Error, CustomStringConvertible {
  case noTerminal
  case noEngine(reason: String)
  case editorFailed(String, code: Int32)
  case branchFailed(String)
  case noRun
  case stillBeginning
  case noPlaceForMarks

  var description: String {
    switch self {
    case .noTerminal:
      "Standard output is no terminal, so the dashboard cannot be shown. Train without it by "
        + "'kolb run --headless', or print a picture of a run by 'kolb open RUN --once'."
    case .editorFailed(let editor, let code):
      "'\(editor)' ended with \(code), so the text stays as it was. EDITOR names another."
    case .branchFailed(let words): words.isEmpty ? "the branch ended without a word" : words
    case .noPlaceForMarks: "a pipe has no place to keep a bookmark; it is gone when you leave"
    case .stillBeginning: "another run is being made ready; it shows as soon as it is"
    case .noRun: "only a run's folder has the weights for this; open that instead of its log"
    case .noEngine(let reason):
      "The engine cannot be started in a process of its own: \(reason). Train without the "
        + "dashboard by 'kolb run --headless'."
    }
  }
}
