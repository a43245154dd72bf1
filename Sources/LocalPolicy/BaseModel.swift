import Foundation
import RLCore
import TinyTransformer

/// The models that training starts from.
package enum BaseModel {
  /// The one of a run that names none.
  package static let usual = "frozenlake"

  /// Finds a base model by the name that it ships under, or by the path of a model folder.
  ///
  /// Shipped models lie in the package that the program was built from, where that is to be found
  /// above it, or else in the program itself.
  ///
  /// - Throws: `BaseModelError.notFound`, or `ModelFileError` where a file is not as it should be.
  package static func load(_ name: String) throws -> SavedModel {
    if let folder = try folder(of: name) { return try SavedModel(at: folder) }
    let files = EmbeddedFile.files(in: "\(EmbeddedFile.models)/\(name)")
    return try SavedModel(named: { "\(name)/\($0)" }) { file in
      guard let found = files.first(where: { $0.path.hasSuffix("/" + file) }) else {
        throw BaseModelError.notFound(name, shipped: shipped())
      }
      return found.bytes
    }
  }

  /// The folder of a base model; `nil` where there is none, and it is to be had from the program.
  static func folder(of name: String) throws -> URL? {
    if name.contains("/") || name == "." || name == ".." {
      let folder = URL(fileURLWithPath: name)
      guard FileManager.default.fileExists(atPath: folder.path) else {
        throw BaseModelError.notFound(name, shipped: shipped())
      }
      return folder
    }
    for place in places {
      let folder = place.appendingPathComponent(name)
      let weights = folder.appendingPathComponent("model.safetensors")
      if FileManager.default.fileExists(atPath: weights.path) { return folder }
    }
    return nil
  }

  /// The names of the models that ship with the program.
  package static func shipped() -> [String] {
    let embedded = EmbeddedFile.files(in: EmbeddedFile.models).compactMap {
      $0.path.split(separator: "/").dropFirst().first.map(String.init)
    }
    let names =
      embedded
      + places.flatMap {
        (try? FileManager.default.contentsOfDirectory(atPath: $0.path)) ?? []
      }
    return Set(names.filter { !$0.contains(".") }).sorted()
  }

  private static var places: [URL] {
    var places: [URL] = []
    var folder = Bundle.main.bundleURL
    for _ in 0..<6 {
      folder = folder.deletingLastPathComponent()
      places.append(folder.appendingPathComponent("Sources/LocalPolicy/BaseModels"))
    }
    return places
  }
}

/// Why there is no base model.
package enum BaseModelError: UnmetOptions, Equatable {
  case notFound(String, shipped: [String])

  package var description: String {
    switch self {
    case .notFound(let name, let shipped):
      "There is no base model '\(name)'. "
        + (shipped.isEmpty
          ? "Make one with 'kolb pretrain \(BaseModel.usual)', or give the path of a model folder."
          : "Use \(shipped.map { "'\($0)'" }.joined(separator: ", ")) or the path of a folder.")
    }
  }
}
