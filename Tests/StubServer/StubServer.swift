import Foundation
import Synchronization

/// A small HTTP server on a loopback socket, which answers as a test says: well, late, in pieces,
/// cut off or not at all.
package final class StubServer: Sendable {
  /// What a client sent.
  package struct Request: Sendable {
    package var method = ""
    package var path = ""
    /// By names in small letters.
    package var headers: [String: String] = [:]
    package var body: [UInt8] = []

    package var text: String { String(decoding: body, as: UTF8.self) }
  }

  /// What the server does, one after another.
  package enum Step: Sendable {
    case send([UInt8])
    case pause(seconds: Double)
    /// Nothing more, without hanging up.
    case silence
    /// Closes what it sends on, so that the client hears an end.
    case halfClose
    /// Throws the line away, so that the client hears a reset.
    case reset
  }

  package let port: UInt16
  private let socket: Int32
  private let answer: @Sendable (Request) -> [Step]
  private let state = Mutex(State())

  private struct State {
    var requests: [Request] = []
    var underWay = 0
    var mostUnderWay = 0
    var isStopped = false
    var open: Set<Int32> = []
  }

  /// - Parameters:
  ///   - wanted: a port; 0 takes any that is free.
  ///   - answer: what is done for a request; called on a thread of the connection.
  /// - Throws: `Problem` where the socket cannot be had.
  package init(
    port wanted: UInt16 = 0, _ answer: @escaping @Sendable (Request) -> [Step]
  ) throws {
    self.answer = answer
    (socket, port) = try Self.listen(on: wanted)
    Thread.detachNewThread { [self] in accept() }
  }

  package struct Problem: Error {
    let call: String
    let code = errno
  }

  package var url: String { "http://127.0.0.1:\(port)" }

  /// What was asked for so far.
  package var requests: [Request] { state.withLock { $0.requests } }

  /// The most requests that were open at the same time.
  package var mostAtOnce: Int { state.withLock { $0.mostUnderWay } }

  /// Requests that are open now.
  package var underWay: Int { state.withLock { $0.underWay } }

  /// Hangs up on everybody and listens no more.
  package func stop() {
    let open = state.withLock { state in
      state.isStopped = true
      return state.open
    }
    shutdown(socket, Int32(SHUT_RDWR))
    for connection in open { shutdown(connection, Int32(SHUT_RDWR)) }
  }

  private static func listen(on port: UInt16) throws -> (Int32, UInt16) {
    signal(SIGPIPE, SIG_IGN)
    let listener = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard listener >= 0 else { throw Problem(call: "socket") }
    var yes: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, size) == 0 && Glibc.listen(listener, 64) == 0
          && getsockname(listener, pointer, &size) == 0
      }
    }
    guard isBound else {
      close(listener)
      throw Problem(call: "bind")
    }
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  private func accept() {
    while true {
      let connection = Glibc.accept(socket, nil, nil)
      let isStopped = state.withLock { state in
        if connection >= 0, !state.isStopped { state.open.insert(connection) }
        return state.isStopped
      }
      guard connection >= 0, !isStopped else {
        if connection >= 0 { close(connection) }
        break
      }
      Thread.detachNewThread { [self] in serve(connection) }
    }
    close(socket)
  }

  private func serve(_ connection: Int32) {
    defer {
      state.withLock { _ = $0.open.remove(connection) }
      close(connection)
    }
    guard let request = Self.read(from: connection) else { return }
    state.withLock {
      $0.requests.append(request)
      $0.underWay += 1
      $0.mostUnderWay = max($0.mostUnderWay, $0.underWay)
    }
    defer { state.withLock { $0.underWay -= 1 } }
    for step in answer(request) where !perform(step, on: connection) { return }
  }

  /// - Returns: whether there is anybody to go on for.
  private func perform(_ step: Step, on connection: Int32) -> Bool {
    switch step {
    case .send(let bytes):
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
    case .pause(let seconds): usleep(UInt32(seconds * 1e6))
    case .silence:
      // Until the client goes.
      var byte: UInt8 = 0
      while recv(connection, &byte, 1, 0) > 0 {}
    case .halfClose: shutdown(connection, Int32(SHUT_WR))
    case .reset:
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
      return false
    }
    return true
  }

  private static func read(from connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let end = Array("\r\n\r\n".utf8)
    var head: Range<Int>?
    while head == nil {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
      head = bytes.firstRange(of: end)
    }
    guard let head else { return nil }
    var request = Request()
    let lines = String(decoding: bytes[..<head.lowerBound], as: UTF8.self)
      .components(separatedBy: "\r\n")
    let first = lines[0].split(separator: " ").map(String.init)
    guard first.count >= 2 else { return nil }
    (request.method, request.path) = (first[0], first[1])
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { continue }
      request.headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    let length = Int(request.headers["content-length"] ?? "") ?? 0
    while bytes.count < head.upperBound + length {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
    }
    request.body = Array(bytes[head.upperBound...])
    return request
  }
}
