import Basics
import Foundation
import HTTPTransport
import RLCore

/// Servers that speak as OpenAI's do: vLLM, SGLang, llama.cpp, Ollama, transformers, hosted ones.
package struct ChatBackend: PolicyBackend {
  static let traits = PolicyTraits(
    wording: .plain, capacity: .requests(atOnce: ChatPolicy.mostAtOnce), isDeterministic: false,
    hasLogProbabilities: false)

  private let transport: any Transport
  private let keys: KeyRing
  private let firstWait: Double

  package init() { self.init(transport: CurlTransport(), keys: KeyRing()) }

  /// - Parameters:
  ///   - transport: the way to servers.
  ///   - keys: where keys are found.
  ///   - firstWait: seconds that are waited after a first failure.
  package init(
    transport: any Transport, keys: KeyRing, firstWait: Double = Backoff.usualFirst
  ) {
    self.firstWait = firstWait
    self.transport = transport
    self.keys = keys
  }

  package var name: String { "openai" }

  package var summary: String {
    "a chat server that speaks as OpenAI's do: vLLM, llama.cpp, Ollama, transformers, hosted ones"
  }

  package var isTrainable: Bool { false }

  package var traits: PolicyTraits { Self.traits }

  package var options: OptionTable? {
    OptionTable("openai", "How chat servers are asked.", of: ChatOptions.self)
  }

  package func identify(_ source: PolicySource) async throws -> ModelIdentity {
    var name = source.model
    if name.isEmpty { name = try await only(of: server(source).models() ?? []) }
    // Of its weights a server tells nothing, so that its name is all there is.
    var digest = FNV1a()
    digest.add("openai \(name)".utf8)
    return ModelIdentity(
      name: name, digest: digest.hexadecimal, wording: traits.wording)
  }

  package func makePolicy(_ source: PolicySource) async throws -> any Policy {
    let server = try server(source)
    // Before anything is begun it is known whether anybody answers.
    let models = try await server.models()
    let name = try source.model.isEmpty ? only(of: models ?? []) : source.model
    let policy = ChatPolicy(
      server, model: name, ChatOptions(source.options), firstWait: firstWait)
    if let models, !models.isEmpty, !models.contains(where: { $0.isCalled(name) }) {
      let listed = models.prefix(8).map { "'\($0.name)'" }.joined(separator: ", ")
      policy.remark("It does not list the model '\(name)', but \(listed).")
    }
    return policy
  }

  func server(_ source: PolicySource) throws -> ChatServer {
    let options = ChatOptions(source.options)
    let address = try ServerAddress(source.url, usualPath: ChatServer.usualPath)
    return ChatServer(
      address, key: try keys.key(for: address, options),
      headers: try HeaderVariables(
        options.headers, for: address, environment: keys.environment),
      by: transport, on: try route(options), patience: options.patience)
  }

  /// - Throws: `RouteProblem` where the options name a way that there is not.
  private func route(_ options: ChatOptions) throws(RouteProblem) -> Route {
    if !options.proxy.isEmpty, (try? ServerAddress(options.proxy)) == nil {
      throw .badProxy(ServerAddress.shown(options.proxy))
    }
    let file = (options.authorities as NSString).expandingTildeInPath
    if !file.isEmpty, !FileManager.default.isReadableFile(atPath: file) {
      throw .noAuthorities(file)
    }
    return Route(
      proxy: options.proxy.isEmpty ? nil : options.proxy, authorities: file.isEmpty ? nil : file)
  }

  /// The only model of a server, where none was named.
  func only(of models: [ListedModel]) throws(ChatProblem) -> String {
    guard models.count == 1 else { throw .noModel(models.map(\.name)) }
    return models[0].name
  }
}

/// Why requests cannot take the way that was asked for.
package enum RouteProblem: Error, Equatable, CustomStringConvertible {
  case badProxy(String)
  case noAuthorities(String)

  package var description: String {
    switch self {
    case .badProxy(let text):
      "openai.proxy is '\(text)', which is no address such as http://proxy.example:3128, without a "
        + "name and a password in it."
    case .noAuthorities(let path):
      "The file of certificate authorities '\(path)', which openai.authorities names, cannot be "
        + "read. Name a file in PEM, or leave it empty."
    }
  }
}

extension ListedModel {
  /// Whether a name means it, with or without a tag behind it.
  func isCalled(_ name: String) -> Bool { self.name == name || self.name.hasPrefix(name + ":") }
}
