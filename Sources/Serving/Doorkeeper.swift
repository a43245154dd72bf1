import FlyingFox

/// Lets in nobody but who is meant: a page that a browser shows cannot name this machine's port as its
/// own, send JSON without asking first, or know the key.
struct Doorkeeper: Sendable {
  /// Whether only this machine is meant.
  let isLocal: Bool
  /// What clients must know; `nil` where nothing.
  let key: String?

  /// - Throws: `ServingProblem` that says what is missing.
  func check(_ request: HTTPRequest) throws(ServingProblem) {
    if isLocal, let host = request.headers[.host], !Self.isLocal(host) {
      throw .otherHost
    }
    guard let key else { return }
    let given = request.headers[.authorization] ?? ""
    guard Self.isEqual(given, "Bearer " + key) else { throw .noKey }
  }

  private static func isLocal(_ host: String) -> Bool {
    let name =
      host.hasPrefix("[") ? host.prefix { $0 != "]" }.dropFirst() : host.prefix { $0 != ":" }
    return name == "localhost" || name == "::1" || name.hasPrefix("127.")
  }

  /// Takes as long wherever two texts of one length differ.
  private static func isEqual(_ one: String, _ other: String) -> Bool {
    let (one, other) = (Array(one.utf8), Array(other.utf8))
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
