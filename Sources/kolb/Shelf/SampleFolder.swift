import Foundation

/// Where the recorded runs are that come along.
enum SampleFolder {
  static let name = "sample-runs"

  /// In the current folder, or beside or above the program; `nil` where there are none.
  static var path: String? {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: name, isDirectory: &isFolder), isFolder.boolValue {
      return name
    }
    var place = Bundle.main.bundleURL
    for _ in 0..<6 {
      for folder in [name, "share/kolb/\(name)"] {
        let path = place.appendingPathComponent(folder).path
        if FileManager.default.fileExists(atPath: path) { return path }
      }
      place = place.deletingLastPathComponent()
    }
    return nil
  }
}
