import RLCore
import TinyTransformer

/// The transformer in this process: small, exact, and trained where it is.
package struct EmbeddedBackend: PolicyBackend {
  package init() {}

  package var name: String { "embedded" }

  package var summary: String {
    "a small transformer in this process: a shipped model, or a model folder"
  }

  package var isTrainable: Bool { true }

  package var usualModel: String { BaseModel.usual }

  package var shippedModels: [String] { BaseModel.shipped() }

  package var traits: PolicyTraits { LocalPolicy.traits }

  package func identify(_ source: PolicySource) async throws -> ModelIdentity {
    let model = try load(source)
    return ModelIdentity(name: source.model, digest: model.digest, wording: traits.wording)
  }

  package func makePolicy(_ source: PolicySource) async throws -> any Policy {
    try await makeTrainable(source)
  }

  package func makeTrainable(_ source: PolicySource) async throws -> any TrainablePolicy {
    policy(of: try load(source), threads: source.threads)
  }

  /// A policy that begins with a model that is at hand, such as one that was just made.
  package func policy(of model: SavedModel, threads: Int?) -> any TrainablePolicy {
    LocalPolicy(base: model, threads: threads)
  }

  private func load(_ source: PolicySource) throws -> SavedModel {
    guard source.url.isEmpty else {
      throw PolicyBackendError.urlNotTaken(name, url: source.url)
    }
    let missing = Processor.missingInstructions()
    guard missing.isEmpty else { throw LocalPolicyError.processorLacks(missing) }
    return try BaseModel.load(source.model)
  }
}
