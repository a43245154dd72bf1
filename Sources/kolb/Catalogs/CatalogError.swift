import Basics
import RLCore

/// Why there is nothing of a name that a configuration gives.
enum CatalogError: UnmetOptions, Equatable {
  case unknownEnvironment(String, known: [String])
  case unknownBackend(String, known: [String])

  var description: String {
    switch self {
    case .unknownBackend(let name, let known):
      "There is no backend '\(name)'. "
        + (Spelling.nearest(to: name, among: known).map { "Did you mean '\($0)'? " } ?? "")
        + "'kolb list policies' names them."
    case .unknownEnvironment(let name, let known):
      "There is no environment '\(name)'. Use "
        + known.map { "'\($0)'" }.joined(separator: ", ") + "."
    }
  }
}
