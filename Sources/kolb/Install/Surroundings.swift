import Foundation

/// What lies around the program: the package that it was built in, or an installation.
enum Surroundings {
  /// A folder of the package above the program, or of `share/kolb` beside its folder.
  ///
  /// - Parameter name: such as "themes" or "sample-runs".
  /// - Returns: `nil` where there is none.
  static func folder(_ name: String) -> URL? {
    let program = Bundle.main.bundleURL
    var places = [program.deletingLastPathComponent().appendingPathComponent("share/kolb")]
    var place = program
    for _ in 0..<6 {
      // Only a package of ours: any folder may have one called "themes".
      let manifest = place.appendingPathComponent("Package.swift")
      if FileManager.default.fileExists(atPath: manifest.path) { places.append(place) }
      place = place.deletingLastPathComponent()
    }
    return places.map { $0.appendingPathComponent(name) }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }
}
