import RunLog

/// The runs in the folders below one that is none itself, whatever their formats.
struct RunTree {
  /// In the order of their paths; of a format that has several in one folder each of its files.
  private(set) var runs: [(format: any LogFormat, path: String)] = []
  /// Files in all folders that were looked into which are read once a command made others of them.
  private(set) var unread: UnreadFiles
  private let formats: [any LogFormat]
  private var lookedInto = 0
  private var namesSeen = 0
  /// The first folder that was not looked into, because there are more than are.
  private(set) var firstLeftOut: String?

  /// No trainer nests deeper.
  private static let deepest = 5
  /// Looking into more, or at more files, would be noticed; counted, so that the same tree always has
  /// the same runs, however slow its disk is.
  private static let mostFolders = 1000
  private static let mostNames = 20_000
  /// Folders with very many files and no runs.
  private static let skipped: Set = ["node_modules", "__pycache__", "site-packages"]

  init(below place: LogPlace, _ formats: [any LogFormat]) {
    self.formats = formats
    unread = UnreadFiles(in: place, formats)
    search(place, place.names(), depth: 0)
  }

  static func words(leftOut path: String) -> String {
    "more lies there than is looked through: '\(path)' and the folders behind it were passed over; "
      + "name those that have runs"
  }

  private mutating func search(_ place: LogPlace, _ names: [String], depth: Int) {
    namesSeen += names.count
    for path in folders(names, in: place) {
      guard lookedInto < Self.mostFolders, namesSeen < Self.mostNames else {
        firstLeftOut = firstLeftOut ?? path
        return
      }
      lookedInto += 1
      let inside = LogPlace(folder: path)
      unread.add(UnreadFiles(in: inside, formats))
      let found = runs(in: inside)
      runs += found
      guard found.isEmpty else { continue }
      let names = inside.names()
      guard depth + 1 < Self.deepest else {
        namesSeen += names.count
        continue
      }
      search(inside, names, depth: depth + 1)
    }
  }

  /// The runs that a folder is, or has in it.
  private func runs(in place: LogPlace) -> [(format: any LogFormat, path: String)] {
    for format in formats where !format.files(in: place).isEmpty {
      let paths = format.nesting == .nestedFolders ? format.runs(in: place) : [place.path]
      return paths.map { (format, $0) }
    }
    for format in formats where format.nesting == .file {
      let paths = format.runs(in: place)
      if !paths.isEmpty { return paths.map { (format, $0) } }
    }
    return []
  }

  private func folders(_ names: [String], in place: LogPlace) -> [String] {
    names.filter { !$0.hasPrefix(".") && !Self.skipped.contains($0) }
      .map { place.join("", $0) }
      .filter { LogPlace.isFolder($0) && !Self.isOtherName($0) }
  }

  /// Whether a link only gives another name to a folder beside it, such as "latest-run".
  private static func isOtherName(_ path: String) -> Bool {
    guard let target = Folder.target(ofLink: path) else { return false }
    return !target.contains("/") || Folder.parent(of: target) == Folder.parent(of: path)
  }
}
