import Foundation
import Testing

/// The folder of a run that the tests look into.
struct RecordedRun {
  let folder: TemporaryFolder
  let url: URL

  /// Names a folder for a run, which does not exist yet.
  ///
  /// - Parameter folder: what the run's own folder lies in.
  /// - Throws: if there is no room for temporary files.
  init(in folder: TemporaryFolder? = nil) throws {
    self.folder = try folder ?? TemporaryFolder()
    url = self.folder.url.appendingPathComponent("run-\(UUID().uuidString.prefix(8))")
  }

  /// Looks at a folder of a run that something else makes.
  init(at path: String, in folder: TemporaryFolder) {
    self.folder = folder
    url = URL(fileURLWithPath: path)
  }

  var path: String { url.path }

  /// Enough for every kind of event, and over in a second.
  static let small = [
    "--steps=4", "--set=prompts_per_step=2", "--set=evaluation.episodes=10",
    "--set=evaluation.every=2", "--set=checkpoint_every=2",
  ]

  /// The arguments that begin this run.
  func beginning(_ options: [String], preset: String = "frozenlake") -> [String] {
    ["run", preset, "--headless", "--out=\(path)"] + Self.small + options
  }

  var resuming: [String] { ["resume", path, "--headless"] }

  /// Trains to the end.
  static func finished(
    _ options: [String] = ["--threads=1"], preset: String = "frozenlake",
    environment: [String: String] = [:], sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> RecordedRun {
    let run = try RecordedRun()
    let program = try Program(run.beginning(options, preset: preset), environment: environment)
    try #require(program.code == 0, "\(program.errors)", sourceLocation: sourceLocation)
    return run
  }

  var log: URL { url.appendingPathComponent("events.jsonl") }

  /// Bytes of the log; 0 while there is none.
  var logSize: Int {
    (try? FileManager.default.attributesOfItem(atPath: log.path)[.size] as? Int) ?? 0
  }

  /// Waits until the log does not grow for a while; whether it came to that.
  var comesToRest: Bool {
    for _ in 0..<60 {
      let size = logSize
      usleep(500_000)
      if logSize == size { return true }
    }
    return false
  }

  /// The lines of the log without the key `time`, which is the last of its object.
  var events: [String] {
    get throws {
      try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map { line in
        guard let time = line.range(of: #","time":{"#, options: .backwards) else {
          return String(line)
        }
        return String(line[..<time.lowerBound])
      }
    }
  }

  /// How many events there are of a kind.
  func count(of kind: String) throws -> Int {
    try events.count { $0.hasPrefix(#"{"event":"\#(kind)""#) }
  }

  func checkpoint(_ step: Int) -> URL {
    url.appendingPathComponent(String(format: "checkpoints/step-%06d", step))
  }

  /// The weights, and what the optimizer remembers, at the end of the small run.
  var weights: [Data] {
    get throws {
      try ["model.safetensors", "optimizer.safetensors"]
        .map { try Data(contentsOf: checkpoint(4).appendingPathComponent($0)) }
    }
  }
}

/// What two runs differ in, short enough to read.
func firstDifference(_ one: [String], _ other: [String]) -> String? {
  for (line, pair) in zip(one, other).enumerated() where pair.0 != pair.1 {
    let same = zip(pair.0, pair.1).prefix { $0 == $1 }.count
    let from = max(same - 80, 0)
    return "line \(line + 1) differs:\n  …\(pair.0.dropFirst(from).prefix(200))"
      + "\n  …\(pair.1.dropFirst(from).prefix(200))"
  }
  return one.count == other.count ? nil : "\(one.count) lines against \(other.count)"
}
