import RLCore
import TinyTransformer

/// The transformer in this process: small, exact, and trained where it is.
package struct EmbeddedBackend: PolicyBackend {
  package init() {}

  package var name: String { "embedded" }

  package var summary: String {
    "a transformer in this process: a shipped model, or the folder of one or of a language model"
  }

  package var isTrainable: Bool { true }

  package var usualModel: String { BaseModel.usual }

  package var shippedModels: [String] { BaseModel.shipped() }

  package var traits: PolicyTraits { LocalPolicy.traits }

  package var options: OptionTable? {
    OptionTable(
      "lora", "What is trained of a language model in this process, and what it may say.",
      of: LoRAOptions.self)
  }

  package func identify(_ source: PolicySource) async throws -> ModelIdentity {
    if let folder = try languageModel(source) {
      return ModelIdentity(
        name: source.model, digest: folder.digest(WorkerPool(threads: source.threads)),
        wording: LanguagePolicy.traits.wording)
    }
    let model = try load(source)
    return ModelIdentity(name: source.model, digest: model.digest, wording: traits.wording)
  }

  package func makePolicy(_ source: PolicySource) async throws -> any Policy {
    try await makeTrainable(source)
  }

  package func makeTrainable(_ source: PolicySource) async throws -> any TrainablePolicy {
    if let folder = try languageModel(source) {
      let options = LoRAOptions(source.options)
      return try LanguagePolicy(
        folder, training: options.training, replyTokens: options.replyTokens,
        threads: source.threads)
    }
    return policy(of: try load(source), threads: source.threads)
  }

  /// A policy that begins with a model that is at hand, such as one that was just made.
  package func policy(of model: SavedModel, threads: Int?) -> any TrainablePolicy {
    LocalPolicy(base: model, threads: threads)
  }

  /// The checkpoint of the trade that is meant; nil where it is a model of words.
  private func languageModel(_ source: PolicySource) throws -> LanguageModelFolder? {
    try check(source)
    guard let folder = try BaseModel.folder(of: source.model), LanguageModelFolder.isAt(folder)
    else { return nil }
    return try LanguageModelFolder(at: folder)
  }

  private func load(_ source: PolicySource) throws -> SavedModel {
    try check(source)
    return try BaseModel.load(source.model)
  }

  private func check(_ source: PolicySource) throws {
    guard source.url.isEmpty else {
      throw PolicyBackendError.urlNotTaken(name, url: source.url)
    }
    let missing = Processor.missingInstructions()
    guard missing.isEmpty else { throw LocalPolicyError.processorLacks(missing) }
  }
}
