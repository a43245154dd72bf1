/// The way to a server and back, whoever walks it.
///
/// Deadlines, bounds and cancellation are kept by `send` and `follow`, the same for every way.
package protocol Transport: Sendable {
  /// Sends a request and returns when the answer begins.
  ///
  /// - Throws: `TransportError`, and `CancellationError` where the caller was cancelled, also out
  ///   of the pieces.
  func open(_ request: HTTPRequest) async throws -> HTTPStream
}

extension Transport {
  /// A whole answer, whatever its status.
  ///
  /// - Throws: `TransportError`; `CancellationError` where the caller was cancelled.
  package func send(_ request: HTTPRequest) async throws -> HTTPReply {
    try await follow(request) { _ in }
  }

  package func get(_ url: String, headers: [String: String] = [:]) async throws -> HTTPReply {
    try await send(HTTPRequest(.get, url, headers: headers))
  }

  package func post(
    _ url: String, headers: [String: String] = [:], _ body: [UInt8]
  ) async throws -> HTTPReply {
    try await send(HTTPRequest(.post, url, headers: headers, body: body))
  }

  /// An answer whose pieces are shown as they come, as long as its status is a success.
  ///
  /// - Returns: all of it.
  /// - Throws: `TransportError`; `CancellationError` where the caller was cancelled.
  package func follow(
    _ request: HTTPRequest, _ see: @escaping @Sendable ([UInt8]) throws -> Void
  ) async throws -> HTTPReply {
    try await Deadline.within(request.patience.total) {
      let stream = try await open(request)
      var body: [UInt8] = []
      for try await piece in stream.pieces {
        guard body.count + piece.count <= request.patience.bytes else {
          throw TransportError.tooLarge(request.patience.bytes)
        }
        body += piece
        if stream.head.isSuccess { try see(piece) }
      }
      try Task.checkCancellation()
      return HTTPReply(stream.head, body)
    }
  }
}

/// Work that may take so long and no longer.
enum Deadline {
  /// - Throws: `TransportError.tooSlow` when the time is over, or what the work throws.
  static func within<Value: Sendable>(
    _ seconds: Double, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        throw TransportError.tooSlow(seconds: seconds)
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw CancellationError() }
      return first
    }
  }
}
