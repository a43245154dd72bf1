/// How long a pause ends what has begun.
///
/// Longer, and Esc comes late; shorter, and a key that the network tore apart is read as several.
package struct KeyPatience: Hashable, Sendable {
  /// After ESC: what has not come by then belongs to another key.
  package var escape: Duration
  /// In the middle of a key or of an answer, which nobody types.
  package var sequence: Duration
  /// In the middle of a pasted text.
  package var paste: Duration

  /// Bytes of one key come within this time, unless they are held up on their way.
  package static let together = Duration.milliseconds(25)

  /// Reads ESCDELAY, in milliseconds as curses has it, and whether the terminal is at the other end
  /// of a network.
  package init(environment: [String: String]) {
    let isRemote = Self.remote.contains { environment[$0]?.isEmpty == false }
    let usual = Duration.milliseconds(isRemote ? 400 : 125)
    let wanted = environment["ESCDELAY"].flatMap { Int($0) }
    // More than this is no delay but a mistake, and Esc would seem to be broken.
    escape = wanted.flatMap { (0...10_000).contains($0) ? .milliseconds($0) : nil } ?? usual
    sequence = max(escape, .milliseconds(isRemote ? 1500 : 500))
    paste = .seconds(isRemote ? 3 : 1)
  }

  /// The variables that are read.
  package static let variables = remote + ["ESCDELAY"]
  private static let remote = ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"]

  /// The pause that ends what is awaited.
  package func pause(endingWaitFor awaited: KeyDecoder.Awaited) -> Duration {
    switch awaited {
    case .key: escape
    case .sequence, .string: sequence
    case .paste: paste
    }
  }
}
