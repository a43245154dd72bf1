import Foundation
import Glibc

/// Names with "*", "?" and "[…]" that a shell has left as they are.
enum FilePattern {
  /// Whether a name stands for others; one of a file that is there never does.
  static func isPattern(_ name: String) -> Bool {
    name.contains { "*?[".contains($0) } && !FileManager.default.fileExists(atPath: name)
  }

  /// The files that a name stands for, sorted; the name itself where it is no pattern.
  static func paths(of name: String) -> [String] {
    guard isPattern(name) else { return [name] }
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(name, 0, nil, &found) == 0 else { return [name] }
    return (0..<Int(found.gl_pathc)).compactMap { place in
      found.gl_pathv[place].map { String(cString: $0) }
    }
  }
}
