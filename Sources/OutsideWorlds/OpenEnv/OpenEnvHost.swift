import Basics

/// A server, what it says of its world, and the sessions with it.
final class OpenEnvHost: Sendable {
  let address: ServerAddress
  let name: String
  let version: String
  /// What the world is, in the server's words; empty where it says nothing.
  let summary: String
  let shape: ActionShape
  let observations: ObservationText
  /// Turns after which an attempt is over, whatever the server says.
  let mostTurns: Int
  let pool: SessionPool

  /// Asks a server who it is.
  ///
  /// - Throws: `WorldFault`.
  init(_ address: ServerAddress, _ options: OpenEnvWorld.Options) throws(WorldFault) {
    self.address = address
    mostTurns = options.turns
    observations = ObservationText(
      shown: options.show.split { $0 == "," || $0 == " " }.map(String.init))
    do {
      let schema = try Self.document("/schema", of: address, options)
      guard let action = try schema.object("action") else {
        throw AnswerProblem("its schema has no 'action'")
      }
      shape = try ActionShape(action, field: options.field)
      // What a server says of itself it may leave unsaid.
      let metadata = try? Self.document("/metadata", of: address, options)
      name = Self.plain(try metadata?.text("name", upTo: 200) ?? address.host)
      version = Self.plain(try metadata?.text("version", upTo: 200) ?? "1")
      summary = try metadata?.text("description", upTo: 4000) ?? ""
    } catch let problem as AnswerProblem {
      throw .server(address.authority, problem.description)
    } catch {
      throw .server(address.authority, (error as? Connection.Failure)?.reason ?? "\(error)")
    }
    pool = SessionPool(most: options.sessions) {
      OpenEnvSession(with: address, patience: options.timeout)
    }
  }

  private static func document(
    _ path: String, of address: ServerAddress, _ options: OpenEnvWorld.Options
  ) throws -> AnswerFields {
    try AnswerFields(
      try Connection(to: address, patience: options.timeout).get(path, at: address))
  }

  /// A name of letters, digits, dots and dashes.
  private static func plain(_ name: String) -> String {
    String(name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" }.prefix(40))
  }
}
