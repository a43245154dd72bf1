/// Files of logs that are read once a command has made others of them.
struct UnreadFiles {
  /// Each once, though a folder and the one above it may both tell of it.
  private var paths: Set<String> = []
  private var format: (any LogFormat)?

  init(in place: LogPlace, _ formats: [any LogFormat]) {
    for format in formats {
      let found = format.unread(in: place)
      guard !found.isEmpty else { continue }
      (paths, self.format) = (Set(found), format)
      return
    }
  }

  mutating func add(_ others: Self) {
    paths.formUnion(others.paths)
    format = format ?? others.format
  }

  static func words(path: String, count: Int, command: String) -> String {
    "'\(path)' has \(count == 1 ? "a file" : "\(count) files") of completions in Parquet, "
      + "\(count == 1 ? "which is" : "which are") read once this has made JSON lines of "
      + "\(count == 1 ? "it" : "them"): \(command)"
  }

  /// Logs that were found beside them, with how many were passed over, and what to do.
  func remarking(_ logs: [FoundLog], _ path: String) -> [FoundLog] {
    guard let format, !logs.isEmpty else { return logs }
    var logs = logs
    let command = format.conversion(ofFilesIn: path)
    logs[0].remarks.append(Self.words(path: path, count: paths.count, command: command))
    return logs
  }

  /// What is said where nothing else was found; `nil` where there is none of them either.
  func problem(_ path: String) -> FormatProblem? {
    format.map {
      .nothingButToConvert(
        path: path, count: paths.count, command: $0.conversion(ofFilesIn: path))
    }
  }
}
