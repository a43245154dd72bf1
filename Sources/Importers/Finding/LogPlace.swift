import Basics
import RunLog

/// Where a log lies: a file, several files of one run, or a folder.
package struct LogPlace: Sendable {
  /// As it was named.
  let path: String
  /// Files that were named one by one; empty for a folder.
  let chosen: [String]
  private let title: String?

  init(folder path: String) {
    title = nil
    self.path = Folder.trimmed(path)
    chosen = []
  }

  /// Whether it has no name of its own, as what comes through a pipe, so that its kind shows only in
  /// what it holds.
  var isNameless: Bool { title != nil }

  /// The beginning of what comes through a pipe; `nil` of anything else, and before something came.
  var namelessHead: FileHead? {
    guard isNameless, let path = chosen.first, let head = head(of: path) else { return nil }
    return head.lines.isEmpty ? nil : head
  }

  /// The beginning of one of its files.
  func head(of path: String) -> FileHead? { FileHead(path: path, isNameless: isNameless) }

  /// Files of one run; `title` is what it is called where the path does not say it.
  init(files: [String], title: String? = nil) {
    path = files.first.flatMap(Folder.parent) ?? "."
    chosen = files
    self.title = title
  }

  /// A name to show for it.
  var name: String {
    if let title { return title }
    return chosen.count == 1 ? Folder.name(of: chosen[0]) : Folder.name(of: path)
  }

  /// Names in the folder, or below it, that a test likes, with their paths; only what was chosen
  /// where files were.
  func paths(under folder: String = "", _ isWanted: (String) -> Bool) -> [String] {
    guard chosen.isEmpty else { return chosen.filter { isWanted(Folder.name(of: $0)) } }
    return names(in: folder).filter(isWanted).map { join(folder, $0) }
  }

  /// The names in a folder below this one.
  func names(in folder: String = "") -> [String] {
    (try? Folder.names(in: folder.isEmpty ? path : path + "/" + folder)) ?? []
  }

  func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? "\(path)/\(name)" : "\(path)/\(folder)/\(name)"
  }

  func hasFile(_ name: String) -> Bool {
    (try? FileStatus(ofPath: path + "/" + name))??.isRegular ?? false
  }

  /// A small document of JSON beside the log.
  func read(_ name: String) -> JSONValue? {
    guard chosen.isEmpty, let head = FileHead(path: path + "/" + name) else { return nil }
    return try? JSONValue(parsing: head.bytes, as: .python)
  }

  static func isFolder(_ path: String) -> Bool {
    ((try? FileStatus(ofPath: path)) ?? nil)?.isFolder ?? false
  }

  /// Words that may stand beside a step in the name of a file.
  private static let wordsOfSteps: Set<Substring> = [
    "step", "steps", "global", "iter", "iteration", "rollout", "rollouts", "sample", "samples",
    "train", "eval", "val", "validation", "test", "dump", "trajectories", "traces",
  ]

  /// The step in a name such as "12.jsonl" or "rollouts_step-12.jsonl"; "aime_2024.jsonl" has none.
  static func step(inName name: String) -> Int? {
    let stem = name.split(separator: ".").first ?? ""
    let words = stem.lowercased().split { "_- ".contains($0) }
      .flatMap { word -> [Substring] in
        // "step12" is two words.
        let letters = word.prefix { $0.isLetter }
        return [letters, word.dropFirst(letters.count)].filter { !$0.isEmpty }
      }
    let numbers = words.compactMap { Int($0) }
    let isPlain = words.allSatisfy { Int($0) != nil || wordsOfSteps.contains($0) }
    return isPlain && numbers.count == 1 ? numbers[0] : nil
  }

  /// The last number in a name, such as that of "checkpoint-500".
  static func number(in name: String) -> Int? {
    name.split { !$0.isASCII || !$0.isNumber }.last.flatMap { Int($0) }
  }
}
