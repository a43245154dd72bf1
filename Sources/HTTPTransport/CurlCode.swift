/// How a transfer ended, as libcurl numbers it.
enum CurlCode: Equatable {
  case ok
  case noProxy
  case noHost
  case noConnection
  case noHTTP
  case cut
  case timeout
  case noEncryption
  case nothing
  case sending
  case receiving
  case certificate
  case chunk
  case badAuthorities
  case stream
  /// Ended from this side.
  case ended
  case unknown(Int32)

  init(_ rawValue: Int32) {
    self =
      switch rawValue {
      case 0: .ok
      case 1, 8: .noHTTP
      case 5: .noProxy
      case 6: .noHost
      case 7: .noConnection
      case 16, 92: .stream
      case 18: .cut
      case 23: .ended
      case 28: .timeout
      case 35: .noEncryption
      case 52: .nothing
      case 55: .sending
      case 56: .receiving
      case 58, 60: .certificate
      case 61: .chunk
      case 77: .badAuthorities
      default: .unknown(rawValue)
      }
  }
}
