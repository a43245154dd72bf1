/// Something that was found out about a server.
package struct ServerFinding: Sendable, Equatable {
  package enum Verdict: String, Sendable {
    case yes
    case no
    /// It could not be found out.
    case unknown = "?"
  }

  /// What was looked for, in a few words.
  package var name: String
  package var verdict: Verdict
  /// What was seen.
  package var words: String

  package init(_ name: String, _ verdict: Verdict, _ words: String = "") {
    self.name = name
    self.verdict = verdict
    self.words = words
  }

  init(_ name: String, _ holds: Bool, _ words: String = "") {
    self.init(name, holds ? .yes : .no, words)
  }
}
