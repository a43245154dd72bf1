import RunModel

/// The folder that a run lives in.
///
///     RUN/run.toml          what was asked
///     RUN/events.jsonl      what happened
///     RUN/checkpoints/      where it can go on from
///     RUN/orders.jsonl      what people ask of it while it goes on
///     RUN/cut.jsonl         what a resume cut off the log and did not come to again
package struct RunDirectory: Sendable, Equatable {
  package static let eventsName = "events.jsonl"
  package static let configurationName = "run.toml"

  package let path: String

  package var name: String { Folder.name(of: path) }
  package var eventsPath: String { path + "/" + Self.eventsName }
  package var configurationPath: String { path + "/" + Self.configurationName }
  package var checkpointsPath: String { path + "/checkpoints" }
  /// What an engine prints that nobody listens to, such as the report of a crash.
  package var outputPath: String { path + "/engine.txt" }
  var lockPath: String { path + "/.lock" }

  /// Opens the folder of a run that exists.
  ///
  /// - Throws: `RunLogError` that says what is there instead.
  package init(opening path: String) throws(RunLogError) {
    guard let status = try FileStatus(ofPath: path) else { throw .missing(path: path) }
    guard status.isFolder else {
      throw .noFolder(path: path)
    }
    self.path = Folder.trimmed(path)
    guard try FileStatus(ofPath: eventsPath) == nil else { return }
    if try FileStatus(ofPath: configurationPath) != nil { return }
    let names = try Folder.names(in: path)
    guard !names.isEmpty else { throw .emptyFolder(path: path) }
    throw .folderOfOthers(path: self.path, runs: Self.runs(among: names, in: self.path))
  }

  /// Makes the folder of a new run, with its configuration and an empty log.
  ///
  /// - Throws: `RunLogError` if the folder holds anything already.
  package init(creating path: String, configuration: RunConfiguration) throws(RunLogError) {
    self.path = Folder.trimmed(path)
    if let status = try FileStatus(ofPath: path) {
      guard status.isFolder else { throw .occupied(path: path) }
      guard try FileStatus(ofPath: eventsPath) == nil else { throw .alreadyARun(path: path) }
      guard try Folder.names(in: path).isEmpty else { throw .occupied(path: path) }
    } else {
      try Folder.make(path)
    }
    try write(configuration)
  }

  /// Makes a folder with a name that no run has yet, after the world, the algorithm and the seed.
  package init(
    creatingIn parent: String = "runs", configuration: RunConfiguration
  ) throws(RunLogError) {
    let stem =
      "\(configuration.worldName)-\(configuration.algorithm.rawValue)-s\(configuration.seed)-"
    let taken = try Folder.names(in: parent).compactMap { name in
      name.hasPrefix(stem) ? Int(name.dropFirst(stem.count)) : nil
    }
    var number = (taken.max() ?? 0) + 1
    while try !Folder.makeNew("\(parent)/\(stem)\(number)") { number += 1 }
    path = "\(parent)/\(stem)\(number)"
    try write(configuration)
  }

  /// The text of `run.toml`.
  package func configurationText() throws(RunLogError) -> String {
    guard try FileStatus(ofPath: configurationPath) != nil else {
      throw .noConfiguration(path: path)
    }
    let file = try OpenFile.regular(configurationPath)
    let bytes = try file.read(min(try file.status().size, 1 << 20), at: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(_ configuration: RunConfiguration) throws(RunLogError) {
    try Folder.write(Array(configuration.resolvedTOML().utf8), to: configurationPath)
    _ = try OpenFile(eventsPath, OpenFile.writeNew, for: "made")
  }

  private static let shownRuns = 3

  private static func runs(among names: [String], in path: String) -> [String] {
    let runs = names.lazy.filter { name in
      (try? FileStatus(ofPath: "\(path)/\(name)/\(eventsName)")) != nil
    }
    return Array(runs.prefix(shownRuns))
  }
}
