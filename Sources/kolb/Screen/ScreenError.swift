/// Why there is no dashboard.
enum ScreenError: Error, CustomStringConvertible {
  case noTerminal
  case noEngine(reason: String)

  var description: String {
    switch self {
    case .noTerminal:
      "Standard output is no terminal, so the dashboard cannot be shown. Train without it by "
        + "'kolb run --headless', or print a picture of a run by 'kolb open RUN --once'."
    case .noEngine(let reason):
      "The engine cannot be started in a process of its own: \(reason). Train without the "
        + "dashboard by 'kolb run --headless'."
    }
  }
}
