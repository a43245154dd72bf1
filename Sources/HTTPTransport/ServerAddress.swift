import Foundation

/// Where a server is: what its requests begin with, and the host that a key belongs to.
package struct ServerAddress: Sendable, Equatable, CustomStringConvertible {
  /// Without a slash at its end.
  package let base: String
  package let host: String
  /// Scheme, host and port: where nothing but a redirect leads away from.
  package let origin: String
  package let isEncrypted: Bool

  /// - Parameters:
  ///   - text: as people write it.
  ///   - path: what stands behind the host where the address has no path.
  /// - Throws: `TransportError.badAddress`.
  package init(_ text: String, usualPath path: String = "") throws(TransportError) {
    func bad(_ why: String) -> TransportError { .badAddress(Self.shown(text), why: why) }
    guard !text.isEmpty else { throw bad("it is empty") }
    guard var parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased() else {
      throw bad("it has no http:// or https:// before it")
    }
    guard scheme == "http" || scheme == "https" else {
      throw bad("'\(Self.shown(scheme))' is neither http nor https")
    }
    guard let host = parts.host, !host.isEmpty else { throw bad("it names no host") }
    guard parts.user == nil, parts.password == nil else {
      throw bad("names and passwords do not belong there, where they would be written down")
    }
    guard parts.query == nil, parts.fragment == nil else {
      throw bad("it ends in a query, which belongs to single requests")
    }
    if parts.path.isEmpty || parts.path == "/" { parts.path = path }
    while parts.path.hasSuffix("/") { parts.path.removeLast() }
    guard let base = parts.string else { throw bad("it cannot be read") }
    self.base = base
    self.host = host.lowercased()
    isEncrypted = scheme == "https"
    origin = "\(scheme)://\(self.host):\(parts.port ?? (isEncrypted ? 443 : 80))"
  }

  package var description: String { base }

  /// Whether it is on this machine.
  package var isLoopback: Bool {
    host == "localhost" || host == "::1" || host == "[::1]" || host.hasPrefix("127.")
  }

  /// What may be said of an address that is none: nothing that stands before an @.
  package static func shown(_ text: String) -> String {
    guard let at = text.lastIndex(of: "@") else { return String(text.prefix(120)) }
    return "…" + text[at...].prefix(120)
  }
}
