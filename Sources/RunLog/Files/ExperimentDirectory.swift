import RunModel

/// The folder that the runs of an experiment live in.
///
///     EXPERIMENT/experiment.toml           what was asked, fully resolved
///     EXPERIMENT/runs/ARM/seed-N/          a run like any other
package struct ExperimentDirectory: Sendable, Equatable {
  package static let descriptionName = "experiment.toml"

  package let path: String

  package var name: String { Folder.name(of: path) }
  package var descriptionPath: String { path + "/" + Self.descriptionName }

  /// Names a folder, whether it is there or not.
  package init(path: String) {
    self.path = Folder.trimmed(path)
  }

  /// Whether a folder holds an experiment.
  package static func exists(at path: String) -> Bool {
    let directory = ExperimentDirectory(path: path)
    return (try? FileStatus(ofPath: directory.descriptionPath))?.isRegular == true
  }

  /// The text of `experiment.toml`; `nil` if there is none yet.
  ///
  /// - Throws: `RunLogError`, also where the folder holds files of something else.
  package func descriptionText() throws(RunLogError) -> String? {
    guard let folder = try FileStatus(ofPath: path) else { return nil }
    guard folder.isFolder else { throw .occupied(path: path) }
    guard try FileStatus(ofPath: descriptionPath) != nil else {
      let names = try Folder.names(in: path).filter { $0 != Self.descriptionName + ".partial" }
      guard names.isEmpty else { throw .occupied(path: path) }
      return nil
    }
    let file = try OpenFile.regular(descriptionPath)
    let bytes = try file.read(min(try file.status().size, 1 << 20), at: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Makes the folder and writes the description, whole or not at all.
  package func write(_ description: ExperimentDescription) throws(RunLogError) {
    try Folder.make(path)
    try Folder.write(Array(description.resolvedTOML().utf8), to: descriptionPath)
  }

  package func path(of run: ExperimentRun) -> String { path + "/" + run.folder }
}
