import Foundation

/// Takes the key and the headers out of what a server writes, piece by piece.
///
/// A server that answers with what it was sent would have them logged and shown otherwise.
struct SecretFilter: Sendable {
  private let key: APIKey?
  private let headers: HeaderVariables
  /// What came last and may be the beginning of a secret.
  private var held = ""

  init(key: APIKey?, headers: HeaderVariables) {
    (self.key, self.headers) = (key, headers)
  }

  /// A text without them.
  func clean(_ text: String) -> String {
    let text = headers.takenOut(of: text, longerThan: APIKey.shortest)
    return key.flatMap { $0.isLong ? $0.takenOut(of: text) : nil } ?? text
  }

  /// The next words that may be shown.
  mutating func take(_ words: String) -> String {
    held = clean(held + words)
    let count = max(key?.beginning(atEndOf: held) ?? 0, headers.beginning(atEndOf: held))
    let bytes = held.utf8
    let shown = String(decoding: bytes.dropLast(count), as: UTF8.self)
    held = String(decoding: bytes.suffix(count), as: UTF8.self)
    return shown
  }
}

/// What a secret looks like in a text.
enum SecretForms {
  /// As it is, and within a text of JSON with and without its slashes escaped.
  static func of(_ secret: String) -> [String] {
    let quoted = secret.replacingOccurrences(of: "\\", with: "\\\\", options: .literal)
      .replacingOccurrences(of: "\"", with: "\\\"", options: .literal)
    let escaped = quoted.replacingOccurrences(of: "/", with: "\\/", options: .literal)
    return [secret, quoted, escaped].reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

/// How much of a secret's beginning a text ends with.
enum SecretBeginning {
  /// - Returns: the number of bytes; 0 for none.
  static func count(of secret: String, atEndOf text: String) -> Int {
    let secret = secret.utf8
    let end = Array(text.utf8.suffix(secret.count - 1))
    return (0..<end.count).first { secret.starts(with: end[$0...]) }.map { end.count - $0 } ?? 0
  }
}

extension ChatReply {
  /// The same without the secrets that its server was sent.
  func without(_ secrets: SecretFilter) -> ChatReply {
    var reply = self
    reply.text = secrets.clean(text)
    reply.model = model.map(secrets.clean)
    // Tokens that spell a secret stand for other words than the reply has then.
    if reply.text != text { reply.pieces = [] }
    return reply
  }
}

extension ChatProblem {
  /// The same with every text of the server's cleaned.
  func cleaned(_ clean: (String) -> String) -> ChatProblem {
    func bytes(_ excerpt: [UInt8]) -> [UInt8] {
      Array(clean(String(decoding: excerpt, as: UTF8.self)).utf8)
    }
    return switch self {
    case .refused(let status, let words): .refused(status: status, clean(words))
    case .busy(let status, let words, let seconds):
      .busy(status: status, clean(words), seconds: seconds)
    case .unreadable(let why, let excerpt): .unreadable(clean(why), excerpt: bytes(excerpt))
    case .wrongType(let type, let excerpt): .wrongType(clean(type), excerpt: bytes(excerpt))
    case .cut(let text): .cut(after: clean(text))
    case .failedMidway(let words): .failedMidway(clean(words))
    case .noKey(let status, let words, let tried):
      .noKey(status: status, clean(words), tried: tried)
    case .noModel(let names): .noModel(names.map(clean))
    case .keepsFailing(let times, let words): .keepsFailing(times: times, clean(words))
    case .nothingAsked: self
    }
  }
}
