import RunLog

/// The runs in the folders below one that is none itself, whatever their formats.
struct RunTree {
  /// In the order of their paths; of a format that has several in one folder each of its files.
  private(set) var runs: [(format: any LogFormat, path: String)] = []
  /// Files in all folders that were looked into which are read once a command made others of them.
  private(set) var unread: UnreadFiles
  private let formats: [any LogFormat]
  private var looked = 0
  private let begin = ContinuousClock.now
  /// Whether there are more folders than were looked into.
  private(set) var isCut = false

  /// No trainer nests deeper, and looking through more would be noticed.
  private static let deepest = 5
  private static let mostFolders = 1000
  private static let longest = Duration.seconds(5)
  /// Folders with very many files and no runs.
  private static let skipped: Set = ["node_modules", "__pycache__", "site-packages"]

  init(below place: LogPlace, _ formats: [any LogFormat]) {
    self.formats = formats
    unread = UnreadFiles(in: place, formats)
    search(place, depth: 0)
  }

  private mutating func search(_ place: LogPlace, depth: Int) {
    for path in folders(in: place) {
      looked += 1
      guard looked <= Self.mostFolders, begin.duration(to: .now) < Self.longest else {
        isCut = true
        return
      }
      let inside = LogPlace(folder: path)
      unread.add(UnreadFiles(in: inside, formats))
      guard let format = formats.first(where: { !$0.files(in: inside).isEmpty }) else {
        if let several = formats.first(where: { !Self.files(of: $0, in: inside).isEmpty }) {
          runs += Self.files(of: several, in: inside).map { (several, $0) }
        } else if depth + 1 < Self.deepest {
          search(inside, depth: depth + 1)
        }
        continue
      }
      // A run of event files may have others below it.
      let paths = format is TensorBoardFormat ? format.runs(in: inside) : [path]
      runs += paths.map { (format, $0) }
    }
  }

  /// The files of a folder that are a run each.
  private static func files(of format: any LogFormat, in place: LogPlace) -> [String] {
    format is InspectFormat ? format.runs(in: place) : []
  }

  private func folders(in place: LogPlace) -> [String] {
    place.names().filter { !$0.hasPrefix(".") && !Self.skipped.contains($0) }
      .map { place.join("", $0) }
      .filter { LogPlace.isFolder($0) && !Self.isOtherName($0) }
  }

  /// Whether a link only gives another name to a folder beside it, such as "latest-run".
  private static func isOtherName(_ path: String) -> Bool {
    guard let target = Folder.target(ofLink: path) else { return false }
    return !target.contains("/") || Folder.parent(of: target) == Folder.parent(of: path)
  }
}
