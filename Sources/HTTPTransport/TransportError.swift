/// Why there is no answer from a server.
package enum TransportError: Error, Equatable, CustomStringConvertible {
  case badAddress(String, why: String)
  case refused(String)
  case unknownHost(String)
  /// No byte for so many seconds.
  case silent(seconds: Double)
  /// Not over after so many seconds.
  case tooSlow(seconds: Double)
  /// The line was cut before the answer was whole.
  case broken
  case tooLarge(Int)
  /// The server sends on to another one, which nobody named.
  case sentElsewhere(String)
  case notSecure(String)
  case other(String)

  /// Whether the same may go well a little later.
  package var isPassing: Bool {
    switch self {
    case .refused, .silent, .tooSlow, .broken, .other, .unknownHost: true
    case .badAddress, .tooLarge, .sentElsewhere, .notSecure: false
    }
  }

  package var description: String {
    switch self {
    case .badAddress(let address, let why):
      "'\(address)' is no address of a server: \(why). Write such as http://127.0.0.1:8000/v1."
    case .refused(let place): "Nobody answers at \(place). Is the server running?"
    case .unknownHost(let host): "There is no host '\(host)', or no network."
    case .silent(let seconds): "The server sent nothing for \(Self.words(seconds))."
    case .tooSlow(let seconds): "The answer was not whole after \(Self.words(seconds))."
    case .broken: "The line was cut before the answer was whole."
    case .tooLarge(let bytes): "The answer is longer than \(bytes >> 20) MiB, so it was not read."
    case .sentElsewhere(let place):
      "The server sends on to \(place), where nothing is sent unasked. Name that address if you "
        + "trust it."
    case .notSecure(let why): "The line is not secure: \(why)."
    case .other(let words): words
    }
  }

  private static func words(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
  }
}
