/// Why there is no dashboard.
enum ScreenError: Error, CustomStringConvertible {
  case noTerminal
  case notDetached(reason: String)

  var description: String {
    switch self {
    case .noTerminal:
      "Standard output is no terminal, so the dashboard cannot be shown. Train without it by "
        + "'kolb run --headless', or print a picture of a run by 'kolb open RUN --once'."
    case .notDetached(let reason):
      "The run could not be continued in the background: \(reason). "
        + "Its checkpoint is whole; go on with 'kolb resume'."
    }
  }
}
