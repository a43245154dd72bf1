import RLCore

/// A way to worlds that are outside: an environment is named by the door's scheme, a colon, and
/// where the world is.
package struct WorldDoor: Sendable {
  /// What stands before the colon.
  package let scheme: String
  /// How it is written: "exec:PROGRAM ARGUMENTS".
  package let form: String
  /// One line for people.
  package let summary: String
  /// The options of all worlds behind it; called as the scheme.
  package let options: OptionTable
  /// Whether opening it starts a program, which only whoever sits there may decide.
  package var startsPrograms: Bool
  /// Opens it; throws `UnmetOptions`.
  package let open:
    @Sendable (_ address: String, EnvironmentCatalog.WorldRequest) async throws -> any Environment

  package init(
    scheme: String, form: String, summary: String, options: OptionTable,
    startsPrograms: Bool = false,
    open:
      @escaping @Sendable (
        _ address: String, EnvironmentCatalog.WorldRequest
      ) async throws -> any Environment
  ) {
    self.scheme = scheme
    self.form = form
    self.summary = summary
    self.options = options
    self.startsPrograms = startsPrograms
    self.open = open
  }

  /// What stands behind the colon, where a name is one of this door's.
  package func address(in name: String) -> String? {
    guard name.hasPrefix(scheme + ":") else { return nil }
    let address = name.dropFirst(scheme.count + 1).drop { $0 == " " }
    return address.isEmpty ? nil : String(address)
  }
}
