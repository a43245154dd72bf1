import ArgumentParser
import Importers
import RunLog
import RunModel

/// `kolb import`: a log of another trainer's as a run of our own.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Write another trainer's log as a run that every command reads.",
    discussion: """
      'kolb open' shows such logs as they are and follows them while they grow; a run that was \
      imported opens at once however long it is, and can be passed on. 'kolb list formats' says \
      what is read, and what of it there is.
      """)

  @Argument(help: ArgumentHelp("A folder or files of one run.", valueName: "path"))
  var paths: [String]

  @OptionGroup var foreign: ForeignOptions

  @Option(help: ArgumentHelp("The folder to write; it must be new or empty.", valueName: "folder"))
  var out: String

  func run() throws {
    let source = try ComparisonSource(paths, foreign: foreign)
    for remark in source.remarks { StandardError.write("note: \(remark)") }
    guard source.runs.count == 1, let run = source.runs.first else {
      throw WrongUsage(
        description: "'\(paths.joined(separator: " "))' holds \(source.runs.count) runs: "
          + source.runs.map(\.name).joined(separator: ", ") + ". Import them one by one.")
    }
    guard case .foreign = run.source else {
      throw WrongUsage(description: "'\(run.source.path)' is a run of kolb's own already.")
    }
    try Self.write(run, to: out)
  }

  private static func write(_ run: ComparisonSource.Run, to folder: String) throws {
    let writer = try EventWriter(try RunDirectory(importingTo: folder))
    var account = ImportAccount()
    func take(_ batch: EventBatch) throws {
      if batch.restarted { try writer.truncate(to: 0) }
      try writer.append(batch.events.map(\.event))
      account.add(batch)
    }
    var reader = try run.source.reader()
    while true {
      let batch = try reader.readMore()
      try take(batch)
      guard batch.status == .more else { break }
    }
    try take(reader.finish())
    try writer.append(account.remarks.map { LoggedEvent($0) })
    try writer.synchronize()
    for line in account.lines(to: writer.run.path) { print(line.safeForTerminals) }
  }
}
