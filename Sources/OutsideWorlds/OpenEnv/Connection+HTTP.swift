import Basics
import Foundation

extension Connection {
  /// The head of an answer.
  struct Head: Equatable {
    let status: Int
    private let fields: [String: String]

    init?(_ bytes: [UInt8]) {
      let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
      let words = lines[0].split(separator: " ")
      guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
        return nil
      }
      self.status = status
      let pairs = lines.dropFirst().compactMap { line -> (String, String)? in
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        return (line[..<colon].lowercased(), value)
      }
      fields = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    subscript(name: String) -> String? { fields[name] }
  }

  private static let longestHead = 1 << 16
  private static let longestBody = 1 << 20

  /// Sends the head of a question and waits for that of the answer.
  func ask(_ lines: [String]) throws(Failure) -> Head {
    try write(Array((lines + ["", ""]).joined(separator: "\r\n").utf8))
    let bytes = try read(through: Array("\r\n\r\n".utf8), upTo: Self.longestHead)
    guard let head = Head(bytes) else { throw Failure("it does not speak HTTP") }
    return head
  }

  /// Asks for a document of JSON.
  func get(_ path: String, at address: ServerAddress) throws(Failure) -> JSONValue {
    let head = try ask([
      "GET \(address.base)\(path) HTTP/1.1", "Host: \(address.authority)",
      "Accept: application/json", "Connection: close",
    ])
    guard head.status == 200 else { throw Failure("it answers \(path) with \(head.status)") }
    guard let length = head["content-length"].flatMap({ Int($0) }), length <= Self.longestBody
    else { throw Failure("it does not say how long its answer to \(path) is, or it is too long") }
    let body = try read(length)
    do { return try JSONValue(parsing: body, as: .python) } catch {
      throw Failure("its answer to \(path) is no JSON: \(error)")
    }
  }
}
