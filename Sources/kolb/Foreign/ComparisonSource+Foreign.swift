import Foundation
import Importers
import RunLog

/// Runs that other trainers wrote.
extension ComparisonSource {
  /// Adds what an argument names: a run of our own, or somebody else's.
  ///
  /// - Throws: `RunLogError` or `FormatProblem` where it is neither.
  mutating func add(run argument: String) throws {
    if argument == "-" || runs.isEmpty && ShellPipe.becomesInput(argument) {
      return try addInput()
    }
    guard foreign.format == nil else { return try add(foreign: argument) }
    do {
      runs.append(Run(source: try EventSource(argument)))
    } catch let error {
      guard error.mayBeForeign else { throw error }
      do {
        try add(foreign: argument)
      } catch FormatProblem.notRecognised(let path) where path == argument {
        // What was wrong at first says more of what it is.
        throw UnknownLog(error: error)
      }
    }
  }

  /// Adds what an argument names of several; what is of no known kind is left out and said, since a
  /// shell may have named all that there is in a folder.
  mutating func add(runAmongOthers argument: String) throws {
    do {
      try add(run: argument)
    } catch let error as UnknownLog {
      unknown.append(error)
    }
  }

  /// Says what was left out, once all is added.
  ///
  /// - Throws: `UnknownLog` where nothing else was named.
  mutating func concludeUnknown() throws {
    guard let first = unknown.first else { return }
    guard !runs.isEmpty else { throw first }
    let shown = unknown.prefix(Self.mostUnknown).map { "\($0.error)" }
    remarks += shown.map { "left out: \($0)" }
    if unknown.count > shown.count {
      remarks.append("left out: \(unknown.count - shown.count) more")
    }
    unknown = []
  }

  private static let mostUnknown = 5

  /// Adds what comes through standard input: events of a run, or a log of another trainer's.
  private mutating func addInput() throws {
    // Nobody is to wait for the beginning of it first.
    if foreign.followsInput { try DashboardSession.requireTerminal() }
    let head = try InputHead(knownAs: foreign.format, follows: foreign.followsInput)
    guard let format = head.format else {
      runs.append(Run(source: .standardInputBehind(head.bytes)))
      return
    }
    let isOver = !foreign.followsInput || head.isOver
    let input = try InputCopy(begun: head.bytes, waits: isOver)
    let finder = try LogFinder(format: format, threshold: foreign.threshold ?? 1)
    add(try finder.log(ofInput: input.path, isOver: isOver))
  }

  private mutating func add(foreign argument: String) throws {
    var paths = try FilePattern.paths(of: argument).map { try unpacked.place(of: $0) }
    if FilePattern.isPattern(argument) {
      guard paths != [argument] else { throw NothingMatches(pattern: argument) }
      paths = try known(paths)
    }
    if paths.count == 1, Self.isFolder(paths[0]) {
      for found in try foreign.finder().logs(at: paths[0]) { add(found) }
    } else {
      _ = try foreign.finder().logs(ofFiles: paths)
      // Which of them are of one run shows when all are known.
      foreignFiles += paths
    }
  }

  /// Those of the files that a pattern stands for which are logs, of which there must be some.
  private mutating func known(_ paths: [String]) throws -> [String] {
    guard paths.count > 1 else { return paths }
    var known: [String] = []
    var first: FormatProblem?
    for path in paths where !Self.isFolder(path) {
      do throws(FormatProblem) {
        _ = try foreign.finder().logs(ofFiles: [path])
        known.append(path)
      } catch {
        first = first ?? error
        remarks.append("left out: \(error)")
      }
    }
    if known.isEmpty, let first { throw first }
    return known
  }

  /// Adds the files that were named one by one.
  mutating func addForeignFiles() throws {
    guard !foreignFiles.isEmpty else { return }
    for found in try foreign.finder().logs(ofFiles: foreignFiles) { add(found) }
    foreignFiles = []
  }

  private mutating func add(_ found: FoundLog) {
    let view = found.format.suitedView
    // Several runs are held against each other, unless they have nothing but numbers by names.
    suitedView = runs.isEmpty ? view : suitedView == view && view != "overview" ? view : nil
    remarks += found.remarks
    runs.append(Run(source: .foreign(found.log)))
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return exists && isFolder.boolValue
  }
}

extension RunLogError {
  /// Whether what is there may be somebody else's.
  fileprivate var mayBeForeign: Bool {
    switch self {
    case .foreign, .folderOfOthers, .missing: true
    default: false
    }
  }
}
