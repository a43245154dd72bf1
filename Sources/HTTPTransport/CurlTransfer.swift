import CCurl
import Foundation

/// A request as libcurl has it; used on the engine's thread alone.
struct CurlTransfer {
  private static let authorities = ProcessInfo.processInfo.environment["SSL_CERT_FILE"]

  private let handle: OpaquePointer

  /// - Returns: `nil` where there is no memory for it.
  init?(_ exchange: Exchange) {
    let request = exchange.request
    let context = Unmanaged.passUnretained(exchange).toOpaque()
    let made = request.url.withCString { url in
      request.body.withUnsafeBytes { body in
        Self.withCStrings(request.route) { authorities, proxy in
          var asked = ccurl_request()
          asked.url = url
          asked.is_post = request.method == .post ? 1 : 0
          // Of an empty body there is no address, which would ask the library to read one.
          asked.body = body.baseAddress.map { UnsafeRawPointer($0) } ?? UnsafeRawPointer(url)
          asked.body_length = body.count
          asked.silence = max(1, Int(request.patience.idle.rounded(.up)))
          asked.connect_milliseconds = Int(min(request.patience.idle, 30) * 1000)
          // The proxy of an environment is for what is outside; one that was named is for all.
          asked.is_direct = exchange.address.isLoopback && proxy == nil ? 1 : 0
          asked.proxy = proxy
          asked.authorities = authorities
          return ccurl_transfer_make(&asked, takeHead, takeBody, context)
        }
      }
    }
    guard let made else { return nil }
    handle = made
    // Without this the library asks first whether it may send a long body.
    ccurl_transfer_header(handle, "Expect:")
    for (name, value) in request.headers { ccurl_transfer_header(handle, "\(name): \(value)") }
  }

  private static func withCStrings<Result>(
    _ route: Route, _ use: (UnsafePointer<CChar>?, UnsafePointer<CChar>?) -> Result
  ) -> Result {
    (route.authorities ?? authorities).withCString { authorities in
      route.proxy.withCString { use(authorities, $0) }
    }
  }

  func add(to engine: OpaquePointer) { ccurl_engine_add(engine, handle) }

  /// Takes it out and gives back what it held.
  func remove(from engine: OpaquePointer) {
    ccurl_engine_remove(engine, handle)
    ccurl_transfer_free(handle)
  }
}

private func takeHead(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  take(bytes, size * count, context) { $0.takeHead(line: $1) }
}

private func takeBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  take(bytes, size * count, context) { $0.take($1) }
}

private func take(
  _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
  by give: (Exchange, [UInt8]) -> Bool
) -> Int {
  guard let context, let bytes else { return count }
  let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
  let copy = [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
  return give(exchange, copy) ? count : -1
}

extension String? {
  fileprivate func withCString<Result>(_ use: (UnsafePointer<CChar>?) -> Result) -> Result {
    guard let text = self else { return use(nil) }
    return text.withCString { use($0) }
  }
}
