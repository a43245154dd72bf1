import ChatPolicy
import Foundation
import HTTPTransport
import LocalPolicy
import RLCore
import TinkerPolicy
import TinyTransformer

/// Kinds of policies by name.
///
/// To add one, write its target and put one line into `shipped`.
struct PolicyCatalog: Sendable {
  let backends: [any PolicyBackend]

  init(_ backends: [any PolicyBackend]) {
    self.backends = backends
  }

  /// Those that come with Kolb; the first is that of a run that names none.
  static let shipped = PolicyCatalog([
    EmbeddedBackend(), ChatBackend(),
    TinkerBackend(
      transport: CurlTransport(connections: 256), environment: ProcessInfo.processInfo.environment,
      tokenizer: { try BaseModel.load($0).tokenizer }, tell: { StandardError.write("note: \($0)") }),
  ])

  /// - Throws: `CatalogError.unknownBackend`.
  func backend(named name: String) throws -> any PolicyBackend {
    guard let backend = backends.first(where: { $0.name == name }) else {
      throw CatalogError.unknownBackend(name, known: backends.map(\.name))
    }
    return backend
  }
}

extension PolicyBackend {
  /// What people should know of a backend, in a line.
  var account: String {
    let abilities = [
      (isTrainable, "can be trained"), (traits.isDeterministic, "repeats itself"),
      (traits.hasLogProbabilities, "tells probabilities"), (traits.isStreaming, "streams"),
    ].compactMap { $0.0 ? $0.1 : nil }
    let capacity =
      switch traits.capacity {
      case .batches: "takes all that is waiting"
      case .requests(let count): "takes \(count) at a time"
      }
    return ([summary] + abilities + [capacity]).joined(separator: "; ")
  }
}
