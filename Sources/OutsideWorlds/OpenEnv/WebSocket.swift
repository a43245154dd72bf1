import Foundation

/// A WebSocket over a plain connection, from the client's side: texts go and come.
///
/// Foundation's own needs a libcurl that was built for it, which Debian 12's was not.
final class WebSocket {
  private typealias Failure = Connection.Failure

  private let connection: Connection
  private var random = SystemRandomNumberGenerator()
  /// Bytes that one text may have.
  private static let longest = 1 << 22

  /// - Throws: `Connection.Failure`.
  init(to address: ServerAddress, path: String, patience: Double) throws(Connection.Failure) {
    connection = try Connection(to: address, patience: patience)
    let key = Data((0..<16).map { _ in UInt8.random(in: 0...255, using: &random) })
    let head = try connection.ask([
      "GET \(address.base)\(path) HTTP/1.1", "Host: \(address.authority)", "Upgrade: websocket",
      "Connection: Upgrade", "Sec-WebSocket-Key: \(key.base64EncodedString())",
      "Sec-WebSocket-Version: 13",
    ])
    guard head.status == 101, head["upgrade"]?.lowercased() == "websocket" else {
      throw Failure("it opens no WebSocket at \(path) and answers \(head.status)")
    }
  }

  func send(_ text: [UInt8]) throws(Connection.Failure) {
    try send(WebSocketFrame(kind: .text, payload: text))
  }

  /// Waits for the next text; answers what the protocol asks meanwhile.
  func receive() throws(Connection.Failure) -> [UInt8] {
    var text: [UInt8] = []
    while true {
      let frame = try next(upTo: Self.longest - text.count)
      switch frame.kind {
      case .text, .binary, .continuation:
        text += frame.payload
        if frame.isLast { return text }
      case .ping: try send(WebSocketFrame(kind: .pong, payload: frame.payload))
      case .pong: break
      case .close:
        let reason = String(decoding: frame.payload.dropFirst(2), as: UTF8.self)
        throw Failure(
          "it closed the session" + (reason.isEmpty ? "" : ": \(WorldText.line(reason))"))
      }
    }
  }

  private func next(upTo most: Int) throws(Connection.Failure) -> WebSocketFrame {
    let start = try connection.read(2)
    guard let head = WebSocketHead(start[0], start[1]) else {
      throw Failure("it sends what is no WebSocket")
    }
    var length = head.length
    if head.lengthBytes > 0 {
      let bytes = try connection.read(head.lengthBytes)
      guard bytes[0] < 0x80 else { throw Failure("it sends more than can be") }
      length = bytes.reduce(0) { $0 << 8 | Int($1) }
    }
    guard length <= most else { throw Failure("it sends more than \(Self.longest >> 20) MiB") }
    return WebSocketFrame(
      kind: head.kind, isLast: head.isLast, payload: try connection.read(length))
  }

  private func send(_ frame: WebSocketFrame) throws(Connection.Failure) {
    let mask = (0..<4).map { _ in UInt8.random(in: 0...255, using: &random) }
    try connection.write(frame.bytes(mask: mask))
  }
}
