import RunLog

/// What tells whether an experiment still has the same runs.
///
/// That is when its description and each of its folders changed last: looking costs a call a
/// folder, where the logs of its runs would have to be opened.
struct ExperimentShape: Equatable {
  private var stamps: [Double?]

  init(of path: String) {
    let directory = ExperimentDirectory(path: path)
    var folders = [directory.path + "/runs"]
    stamps = [directory.descriptionPath, folders[0]].map(Self.changed)
    for _ in ["arms", "seeds"] {
      folders = folders.flatMap { folder in
        ((try? Folder.names(in: folder)) ?? []).sorted().map { "\(folder)/\($0)" }
      }
      stamps += folders.map(Self.changed)
    }
  }

  private static func changed(_ path: String) -> Double? {
    (try? FileStatus(ofPath: path))??.changed
  }
}
