import Foundation

/// A connection to a server, on which reading and writing wait no longer than they may.
///
/// Whoever uses it does so from one thread at a time.
final class Connection {
  private let descriptor: Int32
  /// What was read and not asked for yet.
  private var rest: [UInt8] = []

  /// Why nothing comes or goes.
  struct Failure: Error, Equatable {
    let reason: String

    init(_ reason: String) { self.reason = reason }

    init(code: Int32) {
      reason =
        code == EAGAIN || code == EWOULDBLOCK
        ? "it did not answer in time" : String(cString: strerror(code)).lowercased()
    }
  }

  /// - Parameters:
  ///   - address: the server.
  ///   - patience: seconds that anything may take.
  /// - Throws: `Failure`.
  init(to address: ServerAddress, patience: Double) throws(Failure) {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(address.host, "\(address.port)", &hints, &found)
    guard code == 0 else { throw Failure(String(cString: gai_strerror(code)).lowercased()) }
    defer { freeaddrinfo(found) }
    var failure = Failure("it has no address")
    var place = found
    while let candidate = place?.pointee {
      do throws(Failure) {
        descriptor = try Self.connected(to: candidate, patience: patience)
        return
      } catch { failure = error }
      place = candidate.ai_next
    }
    throw failure
  }

  deinit { close(descriptor) }

  private static func connected(
    to candidate: addrinfo, patience: Double
  ) throws(Failure) -> Int32 {
    let descriptor = socket(candidate.ai_family, candidate.ai_socktype, candidate.ai_protocol)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var time = timeval(
      tv_sec: Int(patience), tv_usec: Int(patience.truncatingRemainder(dividingBy: 1) * 1e6))
    let size = socklen_t(MemoryLayout<timeval>.size)
    // On Linux the time for writing is also that for connecting.
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
    var isOn: Int32 = 1
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
    guard connect(descriptor, candidate.ai_addr, candidate.ai_addrlen) == 0 else {
      let code = errno == EINPROGRESS ? EAGAIN : errno
      close(descriptor)
      throw Failure(code: code)
    }
    return descriptor
  }

  func write(_ bytes: [UInt8]) throws(Failure) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure(code: errno) }
      sent += count
    }
  }

  /// Waits for so many bytes.
  func read(_ count: Int) throws(Failure) -> [UInt8] {
    while rest.count < count { try readMore() }
    defer { rest.removeFirst(count) }
    return Array(rest[..<count])
  }

  /// Waits for the bytes up to a mark, and takes the mark too.
  func read(through mark: [UInt8], upTo most: Int) throws(Failure) -> [UInt8] {
    while true {
      if let range = rest.firstRange(of: mark) {
        defer { rest.removeFirst(range.upperBound) }
        return Array(rest[..<range.lowerBound])
      }
      guard rest.count <= most else { throw Failure("its answer has no end") }
      try readMore()
    }
  }

  private func readMore() throws(Failure) {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0, errno == EINTR { continue }
      guard count != 0 else { throw Failure("it hung up") }
      guard count > 0 else { throw Failure(code: errno) }
      rest += buffer[..<count]
      return
    }
  }
}
