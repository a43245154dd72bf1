import Basics
import Foundation
import HTTPTransport
import RLCore

/// Training servers that speak the Tinker protocol: SkyRL on one machine or many, hosted services.
package struct TinkerBackend: PolicyBackend {
  private let transport: any Transport
  private let environment: [String: String]
  private let tokenizer: @Sendable (_ folder: String) throws -> any TextTokenizer
  private let tell: @Sendable (String) -> Void

  /// - Parameters:
  ///   - transport: the way to servers.
  ///   - environment: the variables of the process, one of which may hold a key.
  ///   - tokenizer: reads the vocabulary of a model's folder, since the protocol has none.
  ///   - tell: is told why it is waited, as long as no run listens.
  package init(
    transport: any Transport, environment: [String: String],
    tokenizer: @escaping @Sendable (_ folder: String) throws -> any TextTokenizer,
    tell: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.transport = transport
    self.environment = environment
    self.tokenizer = tokenizer
    self.tell = tell
  }

  package var name: String { "tinker" }

  package var summary: String {
    "a training server that speaks the Tinker protocol: SkyRL on one machine or many"
  }

  package var isTrainable: Bool { true }

  package var traits: PolicyTraits {
    PolicyTraits(
      wording: .compact, capacity: .batches, isDeterministic: false, hasLogProbabilities: true,
      learningTemperature: 1)
  }

  package var options: OptionTable? {
    OptionTable("tinker", "How training servers are asked.", of: TinkerOptions.self)
  }

  package func identify(_ source: PolicySource) async throws -> ModelIdentity {
    guard !source.model.isEmpty else { throw TinkerProblem.noModel("") }
    var digest = FNV1a()
    digest.add("tinker \(source.model)".utf8)
    return ModelIdentity(
      name: source.model, digest: digest.hexadecimal, wording: traits.wording)
  }

  package func makePolicy(_ source: PolicySource) async throws -> any Policy {
    try await make(source, learns: false)
  }

  package func makeTrainable(_ source: PolicySource) async throws -> any TrainablePolicy {
    try await make(source, learns: true)
  }

  private func make(_ source: PolicySource, learns: Bool) async throws -> TinkerPolicy {
    let options = TinkerOptions(source.options)
    let address = try ServerAddress(source.url)
    let connection = TinkerConnection(
      address: address, transport: transport, key: try key(for: address, options),
      reach: TinkerReach(otherwise: tell))
    let words = try tokenizer(options.tokenizer.isEmpty ? source.model : options.tokenizer)
    var settings = TinkerPolicy.Settings()
    settings.rank = options.rank
    settings.reduction = options.reduction
    settings.sendsWeights = options.sendsWeights
    let models = try await TinkerSession.models(of: connection)
    guard models.isEmpty || models.contains(source.model) else {
      throw TinkerProblem.noModel(models.joined(separator: ", "))
    }
    return TinkerPolicy(
      connection, base: source.model, tokenizer: words, traits: traits, settings, learns: learns)
  }

  /// A key goes to its own server, encrypted or on this machine, or nowhere.
  private func key(for address: ServerAddress, _ options: TinkerOptions) throws -> String? {
    guard !options.keyVariable.isEmpty else { return nil }
    guard let key = environment[options.keyVariable], !key.isEmpty else {
      throw TinkerKeyProblem.noVariable(options.keyVariable)
    }
    guard address.isEncrypted || address.isLoopback else {
      throw TinkerKeyProblem.notEncrypted(address.host)
    }
    CoreDump.forbid()
    return key
  }
}

package enum TinkerKeyProblem: Error, Equatable, CustomStringConvertible {
  case noVariable(String)
  case notEncrypted(String)

  package var description: String {
    switch self {
    case .noVariable(let name):
      "There is no environment variable '\(name)', which tinker.key_variable names. Set it where "
        + "kolb is started."
    case .notEncrypted(let host):
      "A key would go to \(host) in the clear. Use an address that begins with https://, or name "
        + "no key."
    }
  }
}
