import RunLog

/// What is neither a run of our own nor a log that is known.
struct UnknownLog: Error, CustomStringConvertible {
  /// What is wrong with it as a run.
  let error: RunLogError

  /// Whether it is a folder with runs in it.
  var holdsRuns: Bool {
    if case .folderOfOthers(_, let runs) = error { !runs.isEmpty } else { false }
  }

  var description: String {
    "\(error) Nor is it a log of another trainer's that is known here: 'kolb list formats' names "
      + "those, and --from says which it is where that cannot be told."
  }
}

/// A name with "*", "?" or "[…]" of which there is no file.
struct NothingMatches: Error, CustomStringConvertible {
  let pattern: String

  var description: String {
    "no file has a name like '\(pattern)'. 'ls' shows what there is."
  }
}

/// What went wrong with a log that was packed, under the name that it has where it is packed.
struct PackedLogProblem: Error, CustomStringConvertible {
  let description: String

  init(_ error: any Error, at place: String, unpackedFrom argument: String, remarks: [String]) {
    let words = ErrorWords.sentence(on: error).replacing(place, with: argument)
    description = ([words] + remarks.map { "\($0)." }).joined(separator: " ")
  }
}
