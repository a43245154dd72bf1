import Basics
import RunLog

/// Finds out what arguments name that are no runs of our own.
package struct LogFinder: Sendable {
  /// The format that was named; any that fits if none was.
  let format: (any LogFormat)?
  let threshold: Double
  /// How often folders are listed again for files that appear.
  let listing: Duration

  /// - Throws: `FormatProblem` for a format that there is not.
  package init(
    format name: String? = nil, threshold: Double = 1, listing: Duration = .milliseconds(500)
  ) throws(FormatProblem) {
    self.threshold = threshold
    self.listing = listing
    guard let name else {
      format = nil
      return
    }
    guard let format = FormatCatalog.format(named: name) else {
      let known = FormatCatalog.all.map(\.name)
      throw .unknownFormat(name, nearest: Spelling.nearest(to: name, among: known))
    }
    self.format = format
  }

  /// More runs than a screen can tell apart are not opened together.
  private static let mostRuns = 64

  private var formats: [any LogFormat] { format.map { [$0] } ?? FormatCatalog.all }

  /// The runs that a path names, or those below it.
  ///
  /// - Throws: `FormatProblem` where there are none.
  package func logs(at path: String) throws(FormatProblem) -> [FoundLog] {
    guard let status = (try? FileStatus(ofPath: path)) ?? nil else { throw .missing(path: path) }
    guard status.isFolder else {
      return [FoundLog(try format(ofFile: path), LogPlace(files: [path]), self)]
    }
    let place = LogPlace(folder: path)
    var unread = UnreadFiles(in: place, formats)
    for format in formats where !format.files(in: place).isEmpty {
      return unread.remarking([FoundLog(format, place, self)], path)
    }
    let tree = RunTree(below: place, formats)
    unread.add(tree.unread)
    if !tree.runs.isEmpty {
      var logs = logs(tree.runs, below: path)
      if let path = tree.firstLeftOut { logs[0].remarks.append(RunTree.words(leftOut: path)) }
      return unread.remarking(logs, path)
    }
    for format in formats {
      let found = format.runs(in: place).map { (format, $0) }
      guard found.isEmpty else { return unread.remarking(logs(found, below: path), path) }
    }
    // One that was named may not have begun.
    if let format { return unread.remarking([FoundLog(format, place, self)], path) }
    let found = try logs(ofFiles: logFiles(in: place))
    guard !found.isEmpty else {
      throw unread.problem(path)
        ?? tree.firstLeftOut.map { .nothingFoundBefore(path: path, leftOut: $0) } ?? problem(path)
    }
    let logs = remarking(Array(found.prefix(Self.mostRuns)), of: found.count, below: path)
    return unread.remarking(logs, path)
  }

  /// More are not looked into in a folder whose files have names that no trainer gives.
  private static let mostTried = 256

  /// The files of a folder that are logs by what they hold.
  private func logFiles(in place: LogPlace) -> [String] {
    place.names().filter { !$0.hasPrefix(".") }.prefix(Self.mostTried).map { place.join("", $0) }
      .filter { path in
        guard ((try? FileStatus(ofPath: path)) ?? nil)?.isRegular ?? false,
          let head = FileHead(path: path)
        else { return false }
        let place = LogPlace(files: [path])
        return formats.contains { $0.recognises(head) && !$0.files(in: place).isEmpty }
      }
  }

  private func logs(
    _ runs: [(format: any LogFormat, path: String)], below path: String
  ) -> [FoundLog] {
    let logs = runs.prefix(Self.mostRuns).map { format, run in
      FoundLog(
        format, LogPlace.isFolder(run) ? LogPlace(folder: run) : LogPlace(files: [run]), self)
    }
    return remarking(logs, of: runs.count, below: path)
  }

  /// Says how many runs are not opened, because there are more than can be shown together.
  private func remarking(_ logs: [FoundLog], of count: Int, below path: String) -> [FoundLog] {
    guard count > logs.count, !logs.isEmpty else { return logs }
    var logs = logs
    logs[0].remarks.append(
      "'\(path)' holds \(count) runs, of which the last \(count - logs.count) are not opened; "
        + "name those to look at")
    return logs
  }

  /// The format of what comes through a pipe, by its beginning.
  ///
  /// - Parameter bytes: what has come so far.
  /// - Returns: its name; `nil` where that tells none, or none yet.
  /// - Throws: `FormatProblem.toConvert` where it is read in another form only.
  package func format(ofInput bytes: [UInt8]) throws(FormatProblem) -> String? {
    let head = FileHead(nameless: bytes)
    if let command = formats.lazy.compactMap({ $0.conversion(of: head, at: "FILE") }).first {
      throw .toConvert(path: "standard input", command: command)
    }
    return formats.first { $0.recognises(head) }?.name
  }

  /// So many bytes of a stream are looked at: those of some records, or of the one that it has.
  ///
  /// - Parameter bytes: what has come so far.
  /// - Returns: whether no more is to be looked at.
  package static func isEnough(_ bytes: [UInt8]) -> Bool {
    bytes.count >= FrameBuffer.longest
      || bytes.count >= FileHead.size && bytes.newline(from: 0) != nil
  }

  /// A file that holds what comes through a pipe, of the format that was named.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - isOver: whether all of it has come.
  /// - Returns: the log.
  /// - Throws: `FormatProblem` where none was: what has not come yet cannot be recognised; and where
  ///   nothing of the format is in all that came.
  package func log(ofInput path: String, isOver: Bool) throws(FormatProblem) -> FoundLog {
    guard let format else { throw .unnamedInput(found: "of no known kind") }
    let place = LogPlace(files: [path], title: "standard input")
    if isOver, format.files(in: place).isEmpty {
      throw .notOfFormat(path: "standard input", format: format.name)
    }
    return FoundLog(format, place, self)
  }

  /// The runs that files name, those of one kind in one folder as one run where the kind says so.
  package func logs(ofFiles paths: [String]) throws(FormatProblem) -> [FoundLog] {
    var found: [(format: any LogFormat, files: [String])] = []
    for path in paths {
      let format = try format(ofFile: path)
      let folder = Folder.parent(of: path)
      if format.joinsFiles,
        let place = found.firstIndex(where: {
          $0.format.name == format.name && Folder.parent(of: $0.files[0]) == folder
        })
      {
        found[place].files.append(path)
      } else {
        found.append((format, [path]))
      }
    }
    return found.map { FoundLog($0.format, LogPlace(files: $0.files), self) }
  }

  private func format(ofFile path: String) throws(FormatProblem) -> any LogFormat {
    guard let head = FileHead(path: path) else { throw unreadable(path) }
    let place = LogPlace(files: [path])
    if let command = formats.lazy.compactMap({ $0.conversion(of: head, at: path) }).first {
      throw .toConvert(path: path, command: command)
    }
    // One that was named may not have begun.
    if let format, head.bytes.isEmpty { return format }
    // A format that was named is believed where it can make something of the file.
    let fitting = formats.first { $0.recognises(head) && !$0.files(in: place).isEmpty }
    guard let fitting else { throw problem(path) }
    return fitting
  }

  private func unreadable(_ path: String) -> FormatProblem {
    do {
      _ = try OpenFile.regular(path)
      return .missing(path: path)
    } catch {
      if case .missing = error { return .missing(path: path) }
      return .unreadable(path: path, reason: "\(error)")
    }
  }

  private func problem(_ path: String) -> FormatProblem {
    format.map { .notOfFormat(path: path, format: $0.name) } ?? .notRecognised(path: path)
  }
}
