/// A frame of a WebSocket (RFC 6455), as bytes.
struct WebSocketFrame: Equatable {
  enum Kind: UInt8 {
    case continuation = 0
    case text = 1
    case binary = 2
    case close = 8
    case ping = 9
    case pong = 10
  }

  var kind: Kind
  var isLast = true
  var payload: [UInt8]

  /// The frame as a client sends it, masked.
  ///
  /// - Parameter mask: four bytes that the payload is mixed with.
  /// - Returns: head, mask and payload.
  func bytes(mask: [UInt8]) -> [UInt8] {
    var bytes = [kind.rawValue | (isLast ? 0x80 : 0)]
    switch payload.count {
    case ...125: bytes.append(0x80 | UInt8(payload.count))
    case ...0xFFFF:
      bytes.append(0x80 | 126)
      bytes += [UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    default:
      bytes.append(0x80 | 127)
      bytes += (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
    }
    return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 & 3] }
  }
}

/// What a server sends first of a frame.
struct WebSocketHead: Equatable {
  let kind: WebSocketFrame.Kind
  let isLast: Bool
  /// The short length; 126 and 127 say that a longer one follows.
  let length: Int

  /// - Returns: `nil` for what no server may send.
  init?(_ first: UInt8, _ second: UInt8) {
    guard first & 0x70 == 0, second & 0x80 == 0,
      let kind = WebSocketFrame.Kind(rawValue: first & 0x0F)
    else { return nil }
    self.kind = kind
    isLast = first & 0x80 != 0
    length = Int(second & 0x7F)
  }

  /// How many bytes of a longer length follow.
  var lengthBytes: Int { length == 126 ? 2 : length == 127 ? 8 : 0 }
}
