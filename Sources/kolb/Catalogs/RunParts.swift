import Environments
import RLCore
import RunModel

/// What a run is made of, as its configuration asks for.
struct RunParts: Sendable {
  let environment: any Environment
  /// The model that training begins with.
  let model: ModelIdentity
  /// The policy that acts, and is trained where it can be.
  let policy: any Policy
  /// Who reflects, where it is not the policy that is trained.
  let reflector: (any Policy)?
  /// The model of a reflector from outside.
  let reflectorModel: ModelIdentity?
  /// What people said of tasks before.
  let corrections: Corrections

  /// - Parameters:
  ///   - request: what was asked for.
  ///   - indexFolder: where search indexes of files are kept.
  /// - Throws: `CatalogError`, `UnmetOptions`, or why there is no such model or file.
  init(_ request: PartsRequest, indexFolder: String) async throws {
    model = try await request.identifyModel()
    policy = try await request.makePolicy()
    environment = try await request.makeEnvironment(
      for: model, readBy: policy, indexFolder: indexFolder)
    reflector = try await request.makeReflector()
    reflectorModel = try await request.identifyReflector()
    let file = request.configuration.erl.corrections
    corrections = file.isEmpty ? Corrections() : try CorrectionFile(path: file).read()
  }
}

extension RunParts {
  /// All that are asked for words.
  var policies: [any Policy] { [policy, reflector].compactMap { $0 } }

  /// Gives back what they hold elsewhere, where nothing came of the run.
  func close() async {
    for policy in policies { await policy.close() }
  }

  /// Makes sure that money is counted where it is limited.
  ///
  /// - Throws: `NoPrices`.
  func checkPrices(for limits: LimitOptions) throws(NoPrices) {
    guard limits.money > 0, !policies.contains(where: \.prices.areGiven) else { return }
    throw NoPrices()
  }
}

extension RunParts {
  /// Makes sure that the policy can learn from what it will draw.
  ///
  /// - Throws: `UnlearnableTemperature`.
  func checkTemperature(_ temperature: Double) throws(UnlearnableTemperature) {
    guard policy is any TrainablePolicy, let only = policy.traits.learningTemperature,
      Float(temperature) != only
    else { return }
    throw UnlearnableTemperature(asked: temperature, only: only)
  }
}

/// The policy learns at one temperature, and is to be sampled at another.
struct UnlearnableTemperature: Error, Equatable, CustomStringConvertible {
  let asked: Double
  let only: Float

  var description: String {
    "This policy learns only from what it draws at temperature \(only), and policy.temperature is "
      + "\(asked). Leave it out, or say --set policy.temperature=\(only)."
  }
}

/// Money is limited and nobody knows what anything costs.
struct NoPrices: Error, Equatable, CustomStringConvertible {
  var description: String {
    "limits.money is set, but nothing that this run asks has a price. Say what a million tokens "
      + "cost by --set openai.price_read=… and --set openai.price_written=…, or leave the limit out."
  }
}

/// A configuration beside the catalogs that its names are looked up in.
struct PartsRequest: Sendable {
  let configuration: RunConfiguration
  let catalogs: Catalogs

  init(_ configuration: RunConfiguration, from catalogs: Catalogs = .shipped) {
    self.configuration = configuration
    self.catalogs = catalogs
  }

  /// Nothing that a configuration names is asked or read before somebody here has named it, by
  /// whatever command it comes.
  private func vet() throws(UnsaidNames) {
    try NamedPlaces.check(
      configuration, from: "the configuration", NamedPlaces.Word(), among: catalogs)
  }

  /// - Throws: `CatalogError`, or why there is no such model.
  func identifyModel() async throws -> ModelIdentity {
    try vet()
    let backend = try catalogs.policies.backend(named: configuration.policy.backend)
    return try await backend.identify(source(of: backend))
  }

  /// The environment, with its files read, in words that a model understands.
  ///
  /// - Parameters:
  ///   - model: the model that it is to be understood by.
  ///   - policy: the policy that reads what it says, where one is at hand.
  ///   - indexFolder: where search indexes of files are kept.
  /// - Returns: the environment, ready to be acted in.
  /// - Throws: `CatalogError`, or an error of the environment that names the option to change.
  func makeEnvironment(
    for model: ModelIdentity, readBy policy: (any Policy)? = nil, indexFolder: String
  ) async throws -> any Environment {
    try vet()
    let entry = try catalogs.world(named: configuration.environment)
    var request = EnvironmentCatalog.WorldRequest(
      options: configuration.values(of: entry.options.name), wording: model.wording,
      indexFolder: indexFolder)
    if let policy { request.unreadable = { policy.unreadableWords(in: $0) } }
    return try await entry.make(request)
  }

  /// - Throws: `CatalogError`, or what the backend throws.
  func makePolicy() async throws -> any Policy {
    try vet()
    let backend = try catalogs.policies.backend(named: configuration.policy.backend)
    guard !backend.isTrainable else { return try await makeLearner() }
    return try await backend.makePolicy(source(of: backend))
  }

  /// - Throws: `CatalogError`, or what the backend throws, also where none of its policies learns.
  func makeLearner() async throws -> any TrainablePolicy {
    try vet()
    let backend = try catalogs.policies.backend(named: configuration.policy.backend)
    return try await backend.makeTrainable(source(of: backend))
  }

  /// - Returns: `nil` where the policy itself, a person or nobody reflects.
  /// - Throws: `CatalogError`, or what the backend throws.
  func makeReflector() async throws -> (any Policy)? {
    try vet()
    switch configuration.erl.reflector {
    case .frozen:
      let backend = try catalogs.policies.backend(named: configuration.policy.backend)
      return try await backend.makePolicy(source(of: backend))
    case .external:
      let (backend, source) = try outsider()
      return try await backend.makePolicy(source)
    case .own, .oracle, .none, .placebo, .blind, .human: return nil
    }
  }

  /// The model of a reflector from outside; `nil` where there is none.
  ///
  /// - Throws: `CatalogError`, or why there is no such model.
  func identifyReflector() async throws -> ModelIdentity? {
    try vet()
    guard configuration.erl.reflector == .external else { return nil }
    let (backend, source) = try outsider()
    return try await backend.identify(source)
  }

  /// What `[reflector]` names.
  private func outsider() throws -> (any PolicyBackend, PolicySource) {
    let reflector = configuration.reflector
    let backend = try catalogs.policies.backend(named: reflector.backend)
    var source = source(of: backend)
    // What another backend calls its models is nothing to this one.
    let isOfPolicy = backend.name == configuration.policy.backend
    if !reflector.model.isEmpty {
      source.model = reflector.model
    } else if !isOfPolicy {
      source.model = backend.usualModel
    }
    source.url = reflector.url
    return (backend, source)
  }

  /// The model that training begins with, as a backend is asked for it.
  private func source(of backend: any PolicyBackend) -> PolicySource {
    PolicySource(
      model: configuration.policy.model, url: configuration.policy.url,
      threads: configuration.threads > 0 ? configuration.threads : nil,
      options: backend.options.map { configuration.values(of: $0.name) } ?? OptionValues())
  }
}
