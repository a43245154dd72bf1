import Foundation

/// A long log, opened as `kolb open` does until its whole overview is there.
enum LogRows {
  static let rows = [
    BenchmarkRow(
      "log-reading", "a long log opened whole, nothing known of it before", .seconds,
      threads: ProcessInfo.processInfo.activeProcessorCount
    ) { bench in
      let run = try bench.longRun()
      return {
        let cache = bench.newFolder()
        defer { try? FileManager.default.removeItem(at: cache) }
        return try OpenedLog.measure(run, cache: cache)
      }
    },
    BenchmarkRow(
      "log-index", "the same with the index that an opening before it has kept", .seconds
    ) { bench in
      let run = try bench.longRun()
      let cache = bench.newFolder()
      return { try OpenedLog.measure(run, cache: cache) }
    },
  ]
}

/// One opening of a log, by a process of its own.
private enum OpenedLog {
  /// The process keeps what it knows of logs in the folder `cache`.
  static func measure(_ run: String, cache: URL) throws -> BenchmarkSample {
    let process = Process()
    process.executableURL = Bundle.main.executableURL
    process.arguments = ["open", run, "--once", "--size", "100x30"]
    process.environment = ProcessInfo.processInfo.environment
      .merging(["XDG_CACHE_HOME": cache.path]) { _, ours in ours }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let before = childrenSeconds
    let begin = ContinuousClock.now
    try process.run()
    var memory = 0.0
    while process.isRunning {
      memory = max(memory, ownMemory(of: process.processIdentifier))
      usleep(2000)
    }
    process.waitUntilExit()
    let seconds = begin.duration(to: .now).seconds
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw UnopenedLog(run: run, status: process.terminationStatus)
    }
    return BenchmarkSample(
      value: seconds, processor: childrenSeconds - before, memory: memory)
  }

  /// MiB that a process holds, files that it has mapped aside.
  private static func ownMemory(of process: Int32) -> Double {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") }),
      let kilobytes = Double(line.split(whereSeparator: \.isWhitespace).dropFirst().first ?? "")
    else { return 0 }
    return kilobytes / 1024
  }

  /// Processor time of all processes that were begun here and have ended.
  private static var childrenSeconds: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}

/// A log that the program did not open.
private struct UnopenedLog: Error, CustomStringConvertible {
  let run: String
  let status: Int32

  var description: String {
    "'kolb open \(run) --once' ended with \(status), so opening it cannot be measured. Run that "
      + "command to see why."
  }
}
