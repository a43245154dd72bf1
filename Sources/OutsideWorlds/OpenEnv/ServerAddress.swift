import Foundation

/// Where a server is: `http://HOST:PORT/PATH`, of which the host is enough.
struct ServerAddress: Sendable, Equatable {
  let host: String
  let port: Int
  /// What stands before every path, without a slash at its end.
  let base: String

  /// - Throws: `WorldFault.address` where the text is none, or asks for what is not spoken here.
  init(_ text: String) throws(WorldFault) {
    let hasScheme = text.contains("://")
    guard let parts = URLComponents(string: hasScheme ? text : "http://" + text),
      let host = parts.host, !host.isEmpty
    else { throw .address(text, "it names no host") }
    guard ["http", "ws"].contains(parts.scheme?.lowercased()) else {
      throw .address(
        text,
        "only plain http:// and ws:// are spoken here. To a server behind TLS open a tunnel, such "
          + "as 'ssh -L 8000:HOST:8000 HOST', and name http://localhost:8000")
    }
    self.host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    port = parts.port ?? 80
    guard (1...65_535).contains(port) else { throw .address(text, "there is no port \(port)") }
    base = parts.path.hasSuffix("/") ? String(parts.path.dropLast()) : parts.path
    guard base.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw .address(text, "its path has characters that no address has")
    }
  }

  var authority: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }
}
