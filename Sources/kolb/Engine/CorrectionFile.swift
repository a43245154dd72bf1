import Foundation
import RLCore
import RunModel

/// A file of what people said of a model's answers, a line of JSON each.
struct CorrectionFile {
  let path: String

  /// - Returns: what it holds, with the lines that are no corrections.
  /// - Throws: `CorrectionFileProblem` where it cannot be read.
  func read() throws -> Corrections {
    let url = URL(fileURLWithPath: path)
    let values = try? url.resolvingSymlinksInPath().resourceValues(forKeys: [.isRegularFileKey])
    guard values?.isRegularFile == true else { throw CorrectionFileProblem.noFile(path) }
    do {
      return Corrections(reading: String(decoding: try Data(contentsOf: url), as: UTF8.self))
    } catch {
      throw CorrectionFileProblem.unreadable(path, ErrorWords.sentence(on: error))
    }
  }

  /// Adds a correction behind those that there are, with one system call.
  ///
  /// - Throws: `CorrectionFileProblem` where it cannot be written.
  func append(_ correction: Correction) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw CorrectionFileProblem.unwritable(path, String(cString: strerror(errno)))
    }
    defer { close(file) }
    let line = Array((correction.line + "\n").utf8)
    let written = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    guard written == line.count else {
      throw CorrectionFileProblem.unwritable(path, String(cString: strerror(errno)))
    }
  }
}

/// Why a file of corrections is of no use.
enum CorrectionFileProblem: UnmetOptions, Equatable {
  case noFile(String)
  case unreadable(String, String)
  case unwritable(String, String)

  var description: String {
    switch self {
    case .noFile(let path):
      "There is no file of corrections at '\(path)'. 'kolb serve' keeps one; name it in "
        + "erl.corrections, or with --reflector people:FILE."
    case .unreadable(let path, let reason): "The corrections in '\(path)' cannot be read: \(reason)"
    case .unwritable(let path, let reason): "'\(path)' cannot be written: \(reason)."
    }
  }
}

extension Corrections {
  /// What people should know of a file before the run begins.
  func notes(of path: String) -> [String] {
    guard !path.isEmpty else { return [] }
    let count = all.count == 1 ? "1 correction" : "\(all.count) corrections"
    return ["\(count) of people from \(path), used where the task fails"]
      + refused.prefix(3).map { "note: \(path):\($0.line): \($0.reason)" }
      + (refused.count > 3 ? ["note: \(path): \(refused.count) lines in all are refused"] : [])
  }

  /// How many were used, by the reflections that a run's log says people wrote.
  func use(in lessons: Set<String>) -> String? {
    guard !all.isEmpty else { return nil }
    let used = all.count { lessons.contains($0.lesson) }
    let words = "\(used) of \(all.count) corrections were used"
    guard used < all.count else { return words }
    let rest = all.count - used == 1 ? "1 other" : "\(all.count - used) others"
    return words + "; the tasks of \(rest) did not come up, or did not fail"
  }
}
