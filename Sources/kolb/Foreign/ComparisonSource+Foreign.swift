import Foundation
import Importers
import RunLog

/// Runs that other trainers wrote.
extension ComparisonSource {
  /// Adds what an argument names: a run of our own, or somebody else's.
  ///
  /// - Throws: `RunLogError` or `FormatProblem` where it is neither.
  mutating func add(run argument: String) throws {
    guard foreign.format == nil else { return try add(foreign: argument) }
    do {
      runs.append(Run(source: try EventSource(argument)))
    } catch let error {
      // Nothing else knows what to make of it either: what was wrong at first says more.
      guard error.mayBeForeign else { throw error }
      do {
        try add(foreign: argument)
      } catch FormatProblem.notRecognised {
        throw error
      }
    }
  }

  private mutating func add(foreign argument: String) throws {
    if argument == "-" {
      let input = try InputCopy(waits: !foreign.followsInput)
      return add(try foreign.finder().log(ofInput: input.path))
    }
    let paths = try FilePattern.paths(of: argument).map { try unpacked.place(of: $0) }
    if paths.count == 1, Self.isFolder(paths[0]) {
      for found in try foreign.finder().logs(at: paths[0]) { add(found) }
    } else {
      // Which of them are of one run shows when all are known.
      foreignFiles += paths
      if runs.isEmpty { _ = try foreign.finder().logs(ofFiles: paths) }
    }
  }

  /// Adds the files that were named one by one.
  mutating func addForeignFiles() throws {
    guard !foreignFiles.isEmpty else { return }
    for found in try foreign.finder().logs(ofFiles: foreignFiles) { add(found) }
    foreignFiles = []
  }

  private mutating func add(_ found: FoundLog) {
    if runs.isEmpty { suitedView = found.format.suitedView }
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
