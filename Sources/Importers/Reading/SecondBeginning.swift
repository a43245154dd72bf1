/// Finds where a record begins inside another that was torn.
///
/// A trainer that was killed in the middle of a line and resumed goes on in that line, and of a list
/// of which some bytes are lost one record runs into the next.
enum SecondBeginning {
  /// Where behind its beginning an object holds the beginning of another with the same first name,
  /// since trainers begin all their records alike; `nil` where there is none.
  ///
  /// Behind zeros, which a machine that failed leaves, it is the first object.
  static func place(in bytes: [UInt8]) -> Int? {
    if bytes.first == 0 { return bytes.firstIndex(of: UInt8(ascii: "{")) }
    guard let begin = bytes.firstIndex(where: { $0 > 0x20 }),
      let name = firstName(in: bytes, at: begin)
    else { return nil }
    var place = begin + 1
    while let next = bytes[place...].firstIndex(of: UInt8(ascii: "{")) {
      if let other = firstName(in: bytes, at: next), other.elementsEqual(name) { return next }
      place = next + 1
    }
    return nil
  }

  /// The first name of an object with its quotes; `nil` where there is no object with one.
  private static func firstName(in bytes: [UInt8], at place: Int) -> ArraySlice<UInt8>? {
    guard bytes[place] == UInt8(ascii: "{"),
      let quote = bytes[(place + 1)...].firstIndex(where: { $0 > 0x20 }),
      bytes[quote] == UInt8(ascii: "\""),
      let end = bytes[(quote + 1)...].firstIndex(of: UInt8(ascii: "\""))
    else { return nil }
    return bytes[quote...end]
  }
}
