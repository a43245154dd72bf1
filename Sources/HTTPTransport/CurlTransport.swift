import CCurl
import Foundation

/// The way to servers through libcurl, on one thread of its own that sleeps until a byte comes.
///
/// It uses the proxies that `https_proxy` and its like name, and the certificate authorities of the
/// file that `SSL_CERT_FILE` names, beside none of which anything of the environment matters.
package final class CurlTransport: Transport {
  private static let redirects = [301, 302, 303, 307, 308]
  private static let mostRedirects = 5

  private let engine: CurlEngine

  /// - Parameter connections: how many requests to a host may be open at the same time.
  package init(connections: Int = 64) {
    engine = CurlEngine(connections: connections)
  }

  deinit { engine.close() }

  package func open(_ request: HTTPRequest) async throws -> HTTPStream {
    var request = request
    for _ in 0...Self.mostRedirects {
      let stream = try await openOnce(request)
      guard Self.redirects.contains(stream.head.status),
        let place = stream.head.headers["location"]
      else { return stream }
      // A 307 or 308 asks for the same once more; the others would make another request of it.
      guard request.method == .get || stream.head.status >= 307 else { return stream }
      request.url = try Self.target(place, from: request.url)
    }
    throw TransportError.other("The server sends from one address to the next without end.")
  }

  /// Where a server sends on to.
  ///
  /// What a request carries, its key above all, is meant for the server that was named.
  private static func target(_ place: String, from url: String) throws(TransportError) -> String {
    let target = URL(string: place, relativeTo: URL(string: url))?.absoluteString ?? place
    guard let next = try? ServerAddress(target), let own = try? ServerAddress(url),
      next.origin == own.origin
    else { throw .sentElsewhere(String(target.prefix(200))) }
    return target
  }

  private func openOnce(_ request: HTTPRequest) async throws -> HTTPStream {
    let exchange = Exchange(try ServerAddress(request.url), request)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        exchange.wait(continuation) { [engine] in engine.cancel(exchange) }
        if let problem = engine.begin(exchange) {
          exchange.end(problem)
        } else if Task.isCancelled {
          engine.cancel(exchange)
        }
      }
    } onCancel: {
      engine.cancel(exchange)
    }
  }
}
