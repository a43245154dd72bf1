import Basics
import FlyingFox
import FlyingSocks
import Foundation

/// Offers a model on a port as chat servers do, and takes what people have to say of its answers.
package struct ModelServer: Sendable {
  package struct Place: Sendable {
    package var host: String
    /// 0 takes any that is free.
    package var port: UInt16

    package init(host: String, port: UInt16) {
      self.host = host
      self.port = port
    }

    /// Whether only this machine reaches it.
    package var isLoopback: Bool { host == "::1" || host.hasPrefix("127.") || host == "localhost" }
  }

  let model: ServedModel
  private let place: Place
  private let doorkeeper: Doorkeeper
  /// Keeps a correction and says which one it is.
  let keep: @Sendable (Basics.JSONValue) throws -> Basics.JSONValue

  /// - Parameters:
  ///   - model: what answers.
  ///   - place: where.
  ///   - key: what clients must know; needed where others reach the port.
  ///   - keep: keeps a correction; throws what is wrong with it.
  /// - Throws: `ServerProblem.needsKey`.
  package init(
    _ model: ServedModel, at place: Place, key: String?,
    keep: @escaping @Sendable (Basics.JSONValue) throws -> Basics.JSONValue
  ) throws {
    guard place.isLoopback || key?.isEmpty == false else {
      throw ServerProblem.needsKey(place.host)
    }
    self.model = model
    self.place = place
    doorkeeper = Doorkeeper(isLocal: place.isLoopback, key: key)
    self.keep = keep
  }

  /// Serves until the task is cancelled.
  ///
  /// - Parameter ready: told of the port once clients are heard.
  /// - Throws: why the port cannot be had.
  package func run(ready: @escaping @Sendable (UInt16) -> Void) async throws {
    let server = try HTTPServer(
      address: address(), timeout: Self.patience, logger: .disabled,
      handler: ClosureHTTPHandler { request in await respond(to: request, past: doorkeeper) })
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask {
        try await server.waitUntilListening()
        switch await server.listeningAddress {
        case .ip4(_, let port)?, .ip6(_, let port)?: ready(port)
        case .unix?, nil: break
        }
      }
      defer { group.cancelAll() }
      while try await group.next() != nil {}
    }
  }

  /// Seconds; a reply of a slow model takes longer than most servers wait.
  private static let patience = 600.0

  private func address() throws -> any SocketAddress {
    if place.host == "localhost" { return try .inet(ip4: "127.0.0.1", port: place.port) }
    if place.host.contains(":") { return try .inet6(ip6: place.host, port: place.port) }
    return try .inet(ip4: place.host, port: place.port)
  }
}

/// Why a model cannot be served.
package enum ServerProblem: Error, Equatable, CustomStringConvertible {
  case needsKey(String)

  package var description: String {
    switch self {
    case .needsKey(let host):
      "other machines reach '\(host)', so a key is needed: name a variable that holds one with "
        + "--key-variable, or serve on 127.0.0.1."
    }
  }
}
