import RunLog
import RunModel

/// A run of an experiment while its process is there, with the end of what that has said.
struct RunningExperimentRun {
  let run: ExperimentRun
  let path: String
  let process: ChildProcess
  private var rest: [UInt8] = []
  /// The last lines.
  private var words: [String] = []
  /// Whether it ended by a request, with a checkpoint.
  private(set) var wasStopped = false

  init(run: ExperimentRun, path: String, process: ChildProcess) {
    self.run = run
    self.path = path
    self.process = process
  }

  /// Takes bytes of its standard error; the lines that they complete.
  mutating func take(_ bytes: [UInt8]) -> [String] {
    rest += bytes
    var lines: [String] = []
    while let newline = rest.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(String(decoding: rest[..<newline], as: UTF8.self))
      rest.removeSubrange(...newline)
    }
    if bytes.isEmpty, !rest.isEmpty {
      lines.append(String(decoding: rest, as: UTF8.self))
      rest = []
    }
    words = Array((words + lines).suffix(20))
    wasStopped = wasStopped || lines.contains { $0.hasPrefix("stopped;") }
    return lines
  }

  /// Why the run is not finished; `nil` if it is.
  func failure(of ending: ChildProcess.Ending) -> String? {
    switch ending {
    case .exited(0):
      let progress = try? RunDirectory.progress(at: path, steps: run.configuration.steps)
      return progress?.isFinished == true ? nil : "it ended without an error, but is not finished."
    case .exited(let code):
      return words.last { $0.hasPrefix("error: ") }.map { String($0.dropFirst(7)) }
        ?? "it ended with code \(code)" + lastWords
    case .killed(let signal):
      return "it was ended by signal \(signal)" + lastWords
    }
  }

  private var lastWords: String { words.last.map { ", after saying: \($0)" } ?? "." }
}
