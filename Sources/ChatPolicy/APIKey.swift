import Foundation
import HTTPTransport

/// A key and the host that it belongs to.
///
/// It can be sent to that host and taken out of texts, and nothing else: no description, mirror or
/// file has it.
package struct APIKey: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
  private let secret: String
  package let host: String
  /// Where it was found, in words.
  package let origin: String

  /// - Throws: `KeyProblem` where the text cannot be a key.
  init(_ secret: String, host: String, origin: String) throws(KeyProblem) {
    guard !secret.isEmpty, secret.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .unusable(origin)
    }
    self.secret = secret
    self.host = host
    self.origin = origin
  }

  package var description: String { "(a key from \(origin))" }

  package var customMirror: Mirror { Mirror(self, children: []) }

  /// The header that carries it, for its own host only.
  func headers(for address: ServerAddress) -> [String: String] {
    address.host == host ? ["Authorization": "Bearer \(secret)"] : [:]
  }

  /// A text without the key, which servers like to repeat, as it is or as JSON writes it.
  package func takenOut(of text: String) -> String {
    SecretForms.of(secret).reduce(text) {
      $0.replacingOccurrences(of: $1, with: "(the key)", options: .literal)
    }
  }

  /// Whether it is one that nobody writes by chance.
  ///
  /// Servers of one's own take words such as EMPTY for a key, which models use too.
  var isLong: Bool { secret.utf8.count >= Self.shortest }

  static let shortest = 16

  /// How many bytes at the end of a text may be the beginning of the key.
  func beginning(atEndOf text: String) -> Int {
    isLong ? SecretBeginning.count(of: secret, atEndOf: text) : 0
  }
}

/// Where keys are found.
package struct KeyRing: Sendable {
  private static let usualVariable = "OPENAI_API_KEY"
  private static let usualHost = "api.openai.com"

  let environment: [String: String]

  /// - Parameter environment: the variables of the process.
  package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.environment = environment
  }

  /// The key for a server; `nil` where none is meant for it.
  ///
  /// - Throws: `KeyProblem` where one is asked for and cannot be had or sent.
  package func key(for address: ServerAddress, _ options: ChatOptions) throws(KeyProblem) -> APIKey?
  {
    let key = try find(for: address.host, options)
    if key != nil { CoreDump.forbid() }
    if key != nil, !address.isEncrypted, !address.isLoopback { throw .notEncrypted(address.host) }
    return key
  }

  private func find(for host: String, _ options: ChatOptions) throws(KeyProblem) -> APIKey? {
    if !options.keyFile.isEmpty { return try KeyFile(options.keyFile).key(for: host) }
    let isNamed = !options.keyVariable.isEmpty
    guard isNamed || host == Self.usualHost else { return nil }
    let name = isNamed ? options.keyVariable : Self.usualVariable
    guard let value = environment[name], !value.isEmpty else {
      if isNamed { throw .noVariable(name) }
      return nil
    }
    return try APIKey(value, host: host, origin: "the variable \(name)")
  }
}

/// Why there is no key to send.
package enum KeyProblem: Error, Equatable, CustomStringConvertible {
  case noVariable(String)
  case unusable(String)
  case noFile(String, why: String)
  case notPrivate(String, mode: Int)
  case badLine(String, line: Int)
  case noKey(file: String, host: String)
  case notEncrypted(String)

  package var description: String {
    switch self {
    case .noVariable(let name):
      "There is no environment variable '\(name)', which openai.key_variable names. Set it where "
        + "kolb is started."
    case .unusable(let origin):
      "What \(origin) holds cannot be a key: it is empty or has spaces or signs that no key has."
    case .noFile(let path, let why): "The file of keys '\(path)' cannot be read: \(why)."
    case .notPrivate(let path, let mode):
      "The file of keys '\(path)' can be read by others (mode \(String(mode, radix: 8))). "
        + "Say: chmod 600 '\(path)'"
    case .badLine(let path, let line):
      "\(path):\(line): a line of a file of keys is a host and its key, with a space between."
    case .noKey(let file, let host):
      "The file of keys '\(file)' has no key for \(host). Add a line: \(host) KEY"
    case .notEncrypted(let host):
      "A key would go to \(host) in the clear. Use an address that begins with https://, or name "
        + "no key."
    }
  }
}
