extension StubServer.Step {
  /// An answer of which only the head says anything.
  package static func head(
    _ status: Int, type: String, headers: [String: String] = [:]
  ) -> [UInt8] {
    var lines = ["HTTP/1.1 \(status) Whatever", "Content-Type: \(type)", "Connection: close"]
    lines += headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  /// A body as chunks of the transfer coding, without the last.
  package static func chunk(_ bytes: [UInt8]) -> [UInt8] {
    Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
  }
}

extension [StubServer.Step] {
  /// A whole answer.
  package static func reply(
    _ body: String, status: Int = 200, type: String = "application/json",
    headers: [String: String] = [:]
  ) -> Self {
    let bytes = [UInt8](body.utf8)
    var all = headers
    all["Content-Length"] = "\(bytes.count)"
    return [.send(StubServer.Step.head(status, type: type, headers: all) + bytes)]
  }

  /// Server-sent events, cut into pieces of so many bytes.
  package static func events(
    _ body: String, pieces size: Int = 1 << 16, isWhole: Bool = true
  ) -> Self {
    let bytes = [UInt8](body.utf8)
    var steps: Self = [
      .send(
        StubServer.Step.head(
          200, type: "text/event-stream", headers: ["Transfer-Encoding": "chunked"]))
    ]
    for start in stride(from: 0, to: bytes.count, by: size) {
      steps.append(
        .send(StubServer.Step.chunk([UInt8](bytes[start..<Swift.min(start + size, bytes.count)]))))
    }
    if isWhole { steps.append(.send([UInt8]("0\r\n\r\n".utf8))) }
    return steps
  }
}
