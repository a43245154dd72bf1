/// Where the values of a JSON text begin and end, found by its brackets and quotes alone.
///
/// What is broken within a value does not matter here, so one bad row of a file costs no other.
struct JSONExtents {
  let bytes: [UInt8]

  /// The first byte from a place on that is no white space.
  func skippingSpaces(from place: Int) -> Int {
    var place = place
    while place < bytes.count, Self.isSpace(bytes[place]) { place += 1 }
    return place
  }

  /// A value that begins at a place; `nil` if the text ends in the middle of it.
  func value(at start: Int) -> Range<Int>? {
    guard start < bytes.count else { return nil }
    switch bytes[start] {
    case UInt8(ascii: "\""): return string(at: start)
    case UInt8(ascii: "{"), UInt8(ascii: "["): return nested(at: start)
    default: return start..<plainEnd(from: start)
    }
  }

  /// The elements of a list that begins at a place.
  ///
  /// - Returns: them, and whether the list has an end.
  func elements(ofListAt start: Int) -> (ranges: [Range<Int>], isWhole: Bool) {
    var ranges: [Range<Int>] = []
    var next = skippingSpaces(from: start + 1)
    if next < bytes.count, bytes[next] == UInt8(ascii: "]") { return ([], true) }
    while next < bytes.count {
      // A comma before the end, which some people leave there.
      if bytes[next] == UInt8(ascii: "]") { return (ranges, true) }
      guard let value = value(at: next) else {
        ranges.append(next..<bytes.count)
        return (ranges, false)
      }
      // What stands between a value and the next comma belongs to the value, and breaks it.
      let end = skippingSpaces(from: separator(from: value.upperBound))
      ranges.append(next..<max(value.upperBound, trimmed(to: end, from: next)))
      guard end < bytes.count else { return (ranges, false) }
      if bytes[end] == UInt8(ascii: "]") { return (ranges, true) }
      next = skippingSpaces(from: end + 1)
    }
    return (ranges, false)
  }

  /// The members of an object that begins at a place; `nil` if it is none.
  func members(ofObjectAt start: Int) -> [(name: Range<Int>, value: Range<Int>)]? {
    var members: [(Range<Int>, Range<Int>)] = []
    var next = skippingSpaces(from: start + 1)
    if next < bytes.count, bytes[next] == UInt8(ascii: "}") { return [] }
    while next < bytes.count, bytes[next] == UInt8(ascii: "\""), let name = string(at: next) {
      let colon = skippingSpaces(from: name.upperBound)
      guard colon < bytes.count, bytes[colon] == UInt8(ascii: ":"),
        let value = value(at: skippingSpaces(from: colon + 1))
      else { return nil }
      members.append((name, value))
      let end = skippingSpaces(from: value.upperBound)
      guard end < bytes.count else { return nil }
      if bytes[end] == UInt8(ascii: "}") { return members }
      guard bytes[end] == UInt8(ascii: ",") else { return nil }
      next = skippingSpaces(from: end + 1)
    }
    return nil
  }

  private func string(at start: Int) -> Range<Int>? {
    var next = start + 1
    while next < bytes.count {
      switch bytes[next] {
      case UInt8(ascii: "\""): return start..<(next + 1)
      case UInt8(ascii: "\\"): next += 2
      default: next += 1
      }
    }
    return nil
  }

  private func nested(at start: Int) -> Range<Int>? {
    var depth = 0
    var next = start
    while next < bytes.count {
      switch bytes[next] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return start..<(next + 1) }
      case UInt8(ascii: "\""):
        guard let string = string(at: next) else { return nil }
        next = string.upperBound
        continue
      default: break
      }
      next += 1
    }
    return nil
  }

  private func plainEnd(from start: Int) -> Int {
    let end = separator(from: start)
    return max(trimmed(to: end, from: start), min(start + 1, bytes.count))
  }

  /// The next comma or closing bracket that belongs to no value of its own.
  private func separator(from start: Int) -> Int {
    var next = start
    while next < bytes.count {
      switch bytes[next] {
      case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): return next
      case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""):
        guard let value = value(at: next) else { return bytes.count }
        next = value.upperBound
      default: next += 1
      }
    }
    return next
  }

  private func trimmed(to end: Int, from start: Int) -> Int {
    var end = end
    while end > start, Self.isSpace(bytes[end - 1]) { end -= 1 }
    return end
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
