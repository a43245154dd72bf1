/// Text from the clipboard between "ESC [ 200 ~" and "ESC [ 201 ~", whatever it contains.
///
/// The end can be lost, so Ctrl-C ends it too, which terminals take out of what they paste, and so
/// does its size; whoever reads the terminal ends it after a pause.
struct PastedText: Sendable {
  private var bytes: [UInt8] = []
  private var count = 0

  /// What is kept; the rest is passed over.
  static let limit = 1 << 20
  /// After that much it is taken for a terminal out of its mind.
  static let largest = 1 << 24
  private static let end: [UInt8] = Array("\u{1B}[201~".utf8)

  /// The text so far, and what is behind it; what is no UTF-8 is replaced.
  func text(with rest: [UInt8] = []) -> String {
    String(decoding: bytes + rest.prefix(Self.limit - bytes.count), as: UTF8.self)
  }

  /// Takes what belongs to it.
  ///
  /// - Returns: how many of the bytes those are, its end included, and whether it is over; Ctrl-C
  ///   is left where it is. A beginning of the end waits for the rest.
  mutating func take(_ new: ArraySlice<UInt8>) -> (length: Int, isOver: Bool) {
    var place = new.startIndex
    while let stop = new[place...].firstIndex(where: { $0 == 0x1B || $0 == 0x03 }) {
      let rest = new[stop...]
      if new[stop] == 0x03 || rest.starts(with: Self.end) || Self.end.starts(with: rest) {
        append(new[..<stop])
        let length = stop - new.startIndex
        if new[stop] == 0x03 { return (length, true) }
        return rest.starts(with: Self.end) ? (length + Self.end.count, true) : (length, false)
      }
      place = stop + 1
    }
    append(new)
    return (new.count, count >= Self.largest)
  }

  private mutating func append(_ new: ArraySlice<UInt8>) {
    count += new.count
    bytes += new.prefix(Self.limit - bytes.count)
  }
}
