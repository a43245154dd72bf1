import LocalPolicy
import RLCore
import RunModel

/// The kinds of policies that Kolb knows: one line each.
enum PolicyCatalog {
  static let backends: [any PolicyBackend] = [
    EmbeddedBackend()
  ]

  /// - Throws: `EngineError.unknownBackend`.
  static func backend(named name: String) throws -> any PolicyBackend {
    guard let backend = backends.first(where: { $0.name == name }) else {
      throw EngineError.unknownBackend(name, known: backends.map(\.name))
    }
    return backend
  }

  /// What people should know of a backend, in a line.
  static func summary(of backend: any PolicyBackend) -> String {
    let traits = backend.traits
    let abilities = [
      (backend.isTrainable, "can be trained"), (traits.isDeterministic, "repeats itself"),
      (traits.hasLogProbabilities, "tells probabilities"), (traits.isStreaming, "streams"),
    ].compactMap { $0.0 ? $0.1 : nil }
    let capacity =
      switch traits.capacity {
      case .batches: "takes all that is waiting"
      case .requests(let count): "takes \(count) at a time"
      }
    return ([backend.summary] + abilities + [capacity]).joined(separator: "; ")
  }
}

extension RunConfiguration {
  private var threadCount: Int? { threads > 0 ? threads : nil }

  /// The model that training begins with.
  private var source: PolicySource {
    PolicySource(model: policy.model, url: policy.url, threads: threadCount)
  }

  /// - Throws: `EngineError`, or why there is no such model.
  func identifyModel() async throws -> ModelIdentity {
    try await PolicyCatalog.backend(named: policy.backend).identify(source)
  }

  /// The policy that is trained.
  ///
  /// - Throws: `EngineError`, or what the backend throws.
  func makePolicy() async throws -> any TrainablePolicy {
    try await PolicyCatalog.backend(named: policy.backend).makeTrainable(source)
  }

  /// Who reflects, where it is not the policy that is trained.
  ///
  /// - Returns: `nil` where that policy itself, a person or nobody does.
  /// - Throws: `EngineError`, or what the backend throws.
  func makeReflector() async throws -> (any Policy)? {
    switch erl.reflector {
    case .frozen: return try await PolicyCatalog.backend(named: policy.backend).makePolicy(source)
    case .external:
      let model = reflector.model.isEmpty ? policy.model : reflector.model
      return try await PolicyCatalog.backend(named: reflector.backend).makePolicy(
        PolicySource(model: model, url: reflector.url, threads: threadCount))
    case .own, .oracle, .none, .placebo, .blind, .human: return nil
    }
  }
}
