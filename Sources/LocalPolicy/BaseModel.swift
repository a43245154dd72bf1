import Foundation
import RLCore
import TinyTransformer

/// The models that training starts from.
package enum BaseModel {
  /// The one of a run that names none.
  package static let usual = "frozenlake"

  /// Finds a base model by the name that it ships under, or by the path of a model folder.
  ///
  /// Shipped models lie in the resources beside the program, or in the package that it was built
  /// from.
  ///
  /// - Throws: `BaseModelError.notFound`, or `ModelFileError` where a file is not as it should be.
  package static func load(_ name: String) throws -> SavedModel {
    try SavedModel(at: try folder(of: name))
  }

  /// The folder of a base model.
  ///
  /// - Throws: `BaseModelError.notFound`.
  package static func folder(of name: String) throws -> URL {
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
    throw BaseModelError.notFound(name, shipped: shipped())
  }

  /// The names of the models that ship with the program.
  package static func shipped() -> [String] {
    let names = places.flatMap {
      (try? FileManager.default.contentsOfDirectory(atPath: $0.path)) ?? []
    }
    return Set(names.filter { !$0.contains(".") }).sorted()
  }

  private static var places: [URL] {
    let program = Bundle.main.bundleURL
    var places = [program.appendingPathComponent("kolb_LocalPolicy.resources/BaseModels")]
    var folder = program
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
