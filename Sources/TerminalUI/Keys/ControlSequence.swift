/// A control sequence of ECMA-48: parameters, intermediate characters and a final one, behind
/// "ESC [".
struct ControlSequence: Equatable {
  /// "<", "=", ">" or "?": the rest means what the maker of the terminal wanted.
  let marker: UInt8?
  /// By ";" and within that by ":"; nil where a number was left out.
  let parameters: [[Int?]]
  let intermediates: [UInt8]
  let final: UInt8

  /// What the bytes behind "ESC [" are.
  enum Reading: Equatable {
    case whole(ControlSequence, length: Int)
    /// The rest is still to come.
    case cut
    /// No sequence; the bytes before what stopped it are to be passed over.
    case broken(length: Int)
  }

  /// Longer than any that a terminal sends.
  static let limit = 4096

  static func read(_ bytes: ArraySlice<UInt8>) -> Reading {
    let prefix = bytes.prefix(limit)
    let marker = prefix.first.flatMap { (0x3C...0x3F).contains($0) ? $0 : nil }
    let behind = marker == nil ? prefix : prefix.dropFirst()
    let parameters = behind.prefix { (0x30...0x3F).contains($0) }
    let rest = behind[parameters.endIndex...]
    let intermediates = rest.prefix { (0x20...0x2F).contains($0) }
    func whole(intermediates: ArraySlice<UInt8>, end: Int) -> Reading {
      let sequence = ControlSequence(
        marker: marker, parameters: numbers(parameters), intermediates: Array(intermediates),
        final: prefix[end])
      return .whole(sequence, length: end - bytes.startIndex + 1)
    }
    // rxvt ends keys with Shift by "$", which no standard has as an end.
    if rest.first == UInt8(ascii: "$"), marker == nil, !parameters.isEmpty,
      parameters.allSatisfy({ (0x30...0x39).contains($0) })
    {
      return whole(intermediates: [], end: rest.startIndex)
    }
    let end = intermediates.endIndex
    guard end < prefix.endIndex else {
      return prefix.count < limit ? .cut : .broken(length: prefix.count)
    }
    guard (0x40...0x7E).contains(prefix[end]) else {
      return .broken(length: end - bytes.startIndex)
    }
    return whole(intermediates: intermediates, end: end)
  }

  /// A parameter, or with `part` what stands behind colons in it; nil where it was left out.
  func parameter(_ index: Int, part: Int = 0) -> Int? {
    guard parameters.indices.contains(index), parameters[index].indices.contains(part) else {
      return nil
    }
    return parameters[index][part]
  }

  /// What the terminal says of a private mode (DECRPM); nil for any other sequence.
  func answer(aboutMode mode: Int) -> Int? {
    guard marker == UInt8(ascii: "?"), intermediates == [UInt8(ascii: "$")],
      final == UInt8(ascii: "y"), parameter(0) == mode
    else { return nil }
    return parameter(1)
  }

  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [[Int?]] {
    guard !bytes.isEmpty else { return [] }
    return bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
      $0.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map {
        Int(String(decoding: $0, as: UTF8.self))
      }
    }
  }
}
