import RunModel

/// A kind of log that another trainer writes.
///
/// To add one, write a folder with its type and its parser, and put one line into `FormatCatalog`.
package protocol LogFormat: Sendable {
  /// What `--from` knows it by.
  var name: String { get }
  /// What it is, in a line.
  var summary: String { get }
  /// What it gives, in a few words each.
  var gives: [String] { get }
  /// What it cannot give, and why.
  var absent: [AbsentFact] { get }

  /// Whether a file is of this kind, by its name and its beginning.
  func recognises(_ head: FileHead) -> Bool

  /// The command that makes of a file one that is read; `nil` of any other.
  func conversion(of head: FileHead, at path: String) -> String?

  /// Files of a folder that are read once a command has made others of them, which it has not yet.
  func unread(in place: LogPlace) -> [String]

  /// That command, for all that lie in a folder or below it.
  func conversion(ofFilesIn path: String) -> String

  /// The files of a run, in the order in which they are read; none where a folder is no run of this
  /// kind.
  func files(in place: LogPlace) -> [ForeignFile]

  /// The runs below a folder that is none itself, folders or files; it is looked through where
  /// `files` finds none.
  func runs(in place: LogPlace) -> [String]

  /// What is a run of what lies in a tree of folders.
  var nesting: RunNesting { get }

  /// What run it is, as far as the files beside the log tell.
  func beginning(of place: LogPlace) -> LogBeginningFacts

  /// Whether files that are named one by one are of one run where they lie in one folder.
  var joinsFiles: Bool { get }

  /// The view that shows most of it.
  var suitedView: String { get }
}

extension LogFormat {
  package func conversion(of head: FileHead, at path: String) -> String? { nil }
  package func unread(in place: LogPlace) -> [String] { [] }
  package func conversion(ofFilesIn path: String) -> String { "" }
  package func runs(in place: LogPlace) -> [String] { [] }
  package func beginning(of place: LogPlace) -> LogBeginningFacts { LogBeginningFacts() }
  package var nesting: RunNesting { .folder }
  package var joinsFiles: Bool { false }
  package var suitedView: String { "overview" }
}

/// What of a tree of folders is a run.
package enum RunNesting: Sendable {
  /// A folder with files of the kind, to which all that lies below it belongs.
  case folder
  /// Such a folder, below which others may lie that are runs of their own.
  case nestedFolders
  /// Each file.
  case file
}

/// What the files beside a log tell of its run.
package struct LogBeginningFacts: Sendable, Equatable {
  /// What the run is called.
  var name: String?
  /// What is attempted.
  var environment: String?
  /// How it is learnt.
  var algorithm: String?
  var model: String?
  var seed: Int?
  /// Training steps in all.
  var steps: Int?

  init() {}

  /// The same with what others tell of what is missing.
  func filled(by others: Self) -> Self {
    var facts = self
    facts.name = name ?? others.name
    facts.environment = environment ?? others.environment
    facts.algorithm = algorithm ?? others.algorithm
    facts.model = model ?? others.model
    facts.seed = seed ?? others.seed
    facts.steps = steps ?? others.steps
    return facts
  }
}
