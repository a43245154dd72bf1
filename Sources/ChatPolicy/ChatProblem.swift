import Foundation
import HTTPTransport

/// Why a chat server gave no reply.
package enum ChatProblem: Error, Equatable, CustomStringConvertible {
  /// Refused, with a status and the server's own words.
  case refused(status: Int, String)
  /// Too many requests, or none just now; `seconds` is what the server asks to wait.
  case busy(status: Int, String, seconds: Double?)
  case unreadable(String, excerpt: [UInt8])
  case wrongType(String, excerpt: [UInt8])
  /// A stream that ended before its reply did.
  case cut(after: String)
  case failedMidway(String)
  case noKey(status: Int, String, tried: String?)
  case noModel([String])
  case nothingAsked
  /// One request fails again and again while others are answered.
  case keepsFailing(times: Int, String)

  /// Whether the same may go well a little later.
  package var isPassing: Bool {
    switch self {
    case .busy, .unreadable, .wrongType, .cut, .failedMidway: true
    case .refused(let status, _): status >= 500 || status == 408 || status == 409 || status == 425
    case .noKey, .noModel, .nothingAsked, .keepsFailing: false
    }
  }

  package var description: String {
    switch self {
    case .refused(let status, let words):
      "The server answered with status \(status)\(Self.said(words))."
    case .busy(let status, let words, let seconds):
      "The server has too much to do (status \(status)\(Self.said(words)))"
        + (seconds.map { "; it asks to wait \(Int($0.rounded(.up))) s." } ?? ".")
    case .unreadable(let why, let excerpt):
      "The server's answer cannot be read: \(why)\(Self.said(Self.shown(excerpt)))."
    case .wrongType(let type, let excerpt):
      "The server answered with \(type.isEmpty ? "nothing that says what it is" : "'\(type)'") "
        + "instead of JSON\(Self.said(Self.shown(excerpt)))."
    case .cut: "The server's stream ended before its reply did."
    case .failedMidway(let words): "The server failed in the middle of a reply\(Self.said(words))."
    case .noKey(let status, let words, let tried):
      "The server wants another key (status \(status)\(Self.said(words))). "
        + (tried.map { "The one tried is from \($0)." }
          ?? "None was sent: name one by openai.key_variable or openai.key_file.")
    case .noModel(let names):
      names.isEmpty
        ? "The server does not tell which models it has, so name one with --model."
        : "The server has several models, so name one with --model: "
          + names.prefix(20).joined(separator: ", ") + "."
    case .nothingAsked: "There is nothing to answer: some servers would invent a text."
    case .keepsFailing(let times, let words):
      "The server answers others but failed on one request \(times) times, the last with: \(words)"
    }
  }

  private static func said(_ words: String) -> String { words.isEmpty ? "" : ": \(words)" }

  private static func shown(_ bytes: [UInt8]) -> String {
    ServerMessage.shortened(String(decoding: bytes.prefix(400), as: UTF8.self))
  }
}
