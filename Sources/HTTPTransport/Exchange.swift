import Synchronization

/// One request under way: who waits for its answer, and what has come of it.
final class Exchange: Sendable {
  let address: ServerAddress
  let request: HTTPRequest
  private let state = Mutex(State())

  private struct State {
    var waiting: CheckedContinuation<HTTPStream, any Error>?
    var pieces: AsyncThrowingStream<[UInt8], any Error>.Continuation?
    var cancel: (@Sendable () -> Void)?
    /// What has come of the head.
    var head = HTTPHead(status: 0)
    var headBytes = 0
    var count = 0
    /// Why it was ended from here.
    var problem: TransportError?
    var isOver = false
  }

  /// A head that never ends would fill the memory.
  private static let longestHead = 1 << 18

  init(_ address: ServerAddress, _ request: HTTPRequest) {
    self.address = address
    self.request = request
  }

  func wait(
    _ continuation: CheckedContinuation<HTTPStream, any Error>,
    cancel: @escaping @Sendable () -> Void
  ) {
    state.withLock {
      $0.waiting = continuation
      $0.cancel = cancel
    }
  }

  /// Takes a line of the head.
  ///
  /// - Returns: whether there is any use in going on.
  func takeHead(line: [UInt8]) -> Bool {
    let text = String(decoding: line, as: UTF8.self)
    let head = state.withLock { state -> HTTPHead? in
      state.headBytes += line.count
      guard state.headBytes <= Self.longestHead else {
        state.problem = .tooLarge(Self.longestHead)
        return nil
      }
      let isEnd = text.allSatisfy(\.isNewline)
      if !isEnd { state.head.take(line: text) }
      // What is said while the request is still being read is no answer yet.
      return isEnd && state.head.status >= 200 ? state.head : nil
    }
    if let head { begin(head) }
    return state.withLock { $0.problem == nil }
  }

  private func begin(_ head: HTTPHead) {
    let (waiting, cancel) = state.withLock { state in
      defer { state.waiting = nil }
      return (state.waiting, state.cancel)
    }
    guard let waiting else { return }
    let (pieces, continuation) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
    // Whoever listens no more wants no more.
    continuation.onTermination = { if case .cancelled = $0 { cancel?() } }
    state.withLock { $0.pieces = continuation }
    waiting.resume(returning: HTTPStream(head, pieces))
  }

  /// Takes a piece of the body.
  ///
  /// - Returns: whether there is any use in going on.
  func take(_ piece: [UInt8]) -> Bool {
    let pieces = state.withLock { state in
      state.count += piece.count
      if state.count > request.patience.bytes { state.problem = .tooLarge(request.patience.bytes) }
      return state.problem == nil ? state.pieces : nil
    }
    pieces?.yield(piece)
    return pieces != nil
  }

  /// Takes in that the transfer is over.
  ///
  /// - Parameter code: the library's; `nil` where it was cancelled.
  func finish(code: Int32?) {
    let problem = state.withLock { $0.problem }
    guard let code else { return end(with: problem ?? CancellationError()) }
    end(with: problem ?? self.problem(CurlCode(code)))
  }

  func end(_ problem: TransportError) { end(with: problem) }

  private func end(with error: (any Error)?) {
    let ended = state.withLock { state -> State? in
      guard !state.isOver else { return nil }
      defer {
        state.isOver = true
        state.waiting = nil
        state.pieces = nil
        state.cancel = nil
      }
      return state
    }
    // An end without a beginning is no answer.
    ended?.waiting?.resume(throwing: error ?? TransportError.broken)
    ended?.pieces?.finish(throwing: error)
  }

  /// What the library's code means for whoever asked.
  private func problem(_ code: CurlCode) -> TransportError? {
    switch code {
    case .ok: nil
    case .noHost: .unknownHost(address.host)
    case .noProxy:
      .other(
        request.route.proxy.map { "The proxy '\(ServerAddress.shown($0))' cannot be found." }
          ?? "The proxy that the environment names cannot be found.")
    case .noConnection: .refused(address.origin)
    case .noHTTP: .other("What answers at \(address.origin) does not speak HTTP.")
    case .timeout: .silent(seconds: request.patience.idle)
    case .certificate, .badAuthorities:
      .notSecure("the certificate of \(address.host) is not trusted")
    case .noEncryption: .notSecure("\(address.host) does not agree on how to encrypt it")
    case .cut, .nothing, .sending, .receiving, .chunk, .stream, .ended: .broken
    case .unknown(let number): .other("The request failed (libcurl \(number)).")
    }
  }
}

extension HTTPHead {
  /// A status line or a header.
  fileprivate mutating func take(line: String) {
    if line.hasPrefix("HTTP/") {
      let words = line.split(separator: " ")
      self = HTTPHead(status: words.count > 1 ? Int(words[1]) ?? 0 : 0)
    } else if let colon = line.firstIndex(of: ":") {
      let value = line[line.index(after: colon)...].drop(while: \.isWhitespace)
      headers[line[..<colon].lowercased()] = String(value.prefix { !$0.isNewline })
    }
  }
}
