import Basics
import Foundation
import RunLog
import RunModel

/// Where histories of long logs are kept between two looks at them.
///
/// That is a folder of ours in the XDG cache. Whoever empties it loses nothing but time.
struct HistoryFolder: Sendable {
  let url: URL
  /// A log that has fewer bytes is read as fast as its history.
  var least = 16 << 20
  /// How many histories are kept.
  private static let most = 32

  /// By what a history is known as this user's that an engine left beside a log.
  var seal = SealFile.read()
  /// Whether histories are kept beside their logs, as only the engine does that wrote them.
  var keepsBeside = false

  init(_ url: URL) { self.url = url }

  /// `$XDG_CACHE_HOME/kolb/histories`; `~/.cache/kolb/histories` where that is not set, and `nil`
  /// where there is no home either.
  static var current: HistoryFolder? {
    let environment = ProcessInfo.processInfo.environment
    let named = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    guard let base = named ?? environment["HOME"].map({ $0 + "/.cache" }) else { return nil }
    return HistoryFolder(URL(fileURLWithPath: base).appending(path: "kolb/histories"))
  }

  /// Whether a history is kept of a log, which may not fit it.
  func has(_ log: String) -> Bool {
    FileManager.default.fileExists(atPath: path(of: log))
      || RunDirectory.historyPath(ofLog: log).map(FileManager.default.fileExists(atPath:)) == true
  }

  /// The history of a log; `nil` where none is kept that fits.
  ///
  /// Of one that is kept here and one beside the log, the one that reaches further.
  func history(of log: String, threshold: Double) -> LogIndex? {
    let own = LogIndex.read(from: path(of: log), of: log, key: Self.key(threshold))
    let size = ((try? FileStatus(ofPath: log)) ?? nil)?.size ?? 0
    if let own, own.end + least > size { return own }
    guard let beside = historyBeside(log, threshold: threshold) else { return own }
    return own.map { $0.end > beside.end ? $0 : beside } ?? beside
  }

  private func historyBeside(_ log: String, threshold: Double) -> LogIndex? {
    guard let seal, let path = RunDirectory.historyPath(ofLog: log) else { return nil }
    return LogIndex.read(sealed: path, by: seal, of: log, key: Self.key(threshold))
  }

  /// Keeps a history; whoever cannot loses nothing but time.
  func keep(_ index: LogIndex, of log: String, threshold: Double) {
    if keepsBeside {
      guard let seal, let path = RunDirectory.historyPath(ofLog: log) else { return }
      try? index.write(to: path, of: log, key: Self.key(threshold), seal: seal)
      return
    }
    try? index.write(to: path(of: log), of: log, key: Self.key(threshold))
    removeOldest()
  }

  /// Keeps what is known of a long run on the disk.
  func store() -> any PackedStore { TemporaryStore(in: url.path) }

  /// What a history depends on besides the log.
  private static func key(_ threshold: Double) -> String {
    "\(ProgramBuild.identity) \(threshold.bitPattern)"
  }

  private func path(of log: String) -> String {
    let whole = URL(fileURLWithPath: log).standardizedFileURL.resolvingSymlinksInPath().path
    return url.appending(path: FNV1a.hexadecimal(of: whole.utf8) + ".history").path
  }

  private func removeOldest() {
    let key = URLResourceKey.contentModificationDateKey
    let files =
      (try? FileManager.default.contentsOfDirectory(
        at: url, includingPropertiesForKeys: [key])) ?? []
    func age(_ file: URL) -> Date {
      ((try? file.resourceValues(forKeys: [key]))?.contentModificationDate) ?? .distantPast
    }
    for file in files.sorted(by: { age($0) > age($1) }).dropFirst(Self.most) {
      try? FileManager.default.removeItem(at: file)
    }
  }
}
