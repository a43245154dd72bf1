import Foundation
import HTTPTransport

/// Headers that a server wants beside its key, each out of an environment variable, so that what
/// they say stands in no configuration: `X-Team=TEAM_NAME, X-Api-Key=MY_KEY`.
///
/// Like a key they belong to one host and are taken out of what is said or logged.
package struct HeaderVariables: Sendable, CustomStringConvertible, CustomReflectable {
  private let headers: [String: String]
  private let host: String

  /// Headers that a request has anyway, or that would change where its body ends.
  private static let taken: Set = [
    "authorization", "host", "content-type", "content-length", "transfer-encoding", "connection",
    "accept", "expect",
  ]

  /// - Parameters:
  ///   - text: names and variables, as the option has them; empty for none.
  ///   - address: whose headers they are.
  ///   - environment: the variables of the process.
  /// - Throws: `HeaderProblem`.
  package init(
    _ text: String, for address: ServerAddress, environment: [String: String]
  ) throws(HeaderProblem) {
    host = address.host
    var headers: [String: String] = [:]
    for pair in text.split(separator: ",") {
      let words = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { $0.filter { $0 != " " } }
      guard words.count == 2, !words[1].isEmpty, Self.isName(words[0]) else {
        throw .badPair(String(pair))
      }
      guard !Self.taken.contains(words[0].lowercased()) else { throw .taken(words[0]) }
      guard let value = environment[words[1]], !value.isEmpty else {
        throw .noVariable(words[1], header: words[0])
      }
      // A line break would begin another header.
      guard value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
        throw .unusable(words[1])
      }
      guard address.isEncrypted || address.isLoopback else { throw .notEncrypted(address.host) }
      headers[words[0]] = value
    }
    if !headers.isEmpty { CoreDump.forbid() }
    self.headers = headers
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        let scalar = UnicodeScalar(byte)
        return scalar == "-" || ("0"..."9").contains(scalar) || ("A"..."Z").contains(scalar)
          || ("a"..."z").contains(scalar)
      }
  }

  /// The headers, for their own host only.
  func headers(for address: ServerAddress) -> [String: String] {
    address.host == host ? headers : [:]
  }

  /// A text without what the headers say, which servers like to repeat.
  func takenOut(of text: String) -> String {
    takenOut(of: text, longerThan: 1)
  }

  /// The same of those with at least so many bytes.
  func takenOut(of text: String, longerThan shortest: Int) -> String {
    headers.values.filter { $0.utf8.count >= shortest }.flatMap(SecretForms.of).reduce(text) {
      $0.replacingOccurrences(of: $1, with: "(a header)", options: .literal)
    }
  }

  /// How many bytes at the end of a text may be the beginning of what one says.
  func beginning(atEndOf text: String) -> Int {
    headers.values.filter { $0.utf8.count >= APIKey.shortest }
      .map { SecretBeginning.count(of: $0, atEndOf: text) }.max() ?? 0
  }

  package var description: String { "(headers \(headers.keys.sorted().joined(separator: ", ")))" }

  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why headers cannot be sent.
package enum HeaderProblem: Error, Equatable, CustomStringConvertible {
  case badPair(String)
  case taken(String)
  case noVariable(String, header: String)
  case unusable(String)
  case notEncrypted(String)

  package var description: String {
    switch self {
    case .badPair(let text):
      "openai.headers has '\(text)', which is no NAME=VARIABLE. Write such as "
        + "\"X-Team=TEAM_NAME, X-Api-Key=MY_KEY\"."
    case .taken(let name):
      "openai.headers names '\(name)', which every request has already. A key is named by "
        + "openai.key_variable or openai.key_file."
    case .noVariable(let name, let header):
      "There is no environment variable '\(name)', which openai.headers names for '\(header)'. "
        + "Set it where kolb is started."
    case .unusable(let name):
      "What the variable '\(name)' holds cannot be a header: it has line breaks or signs beyond "
        + "ASCII."
    case .notEncrypted(let host):
      "Headers of openai.headers would go to \(host) in the clear. Use an address that begins with "
        + "https://, or name none."
    }
  }
}
