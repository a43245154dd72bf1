import RLCore

/// Makes hostile bytes of good ones, by what a grammar is made of and not by single bits alone.
///
/// The same seed gives the same bytes.
struct Mutator {
  private let seeds: [[UInt8]]
  private let words: [[UInt8]]
  private var generator: SeededGenerator

  /// - Parameters:
  ///   - grammar: whose seeds and words to use.
  ///   - seed: of the draws.
  init(_ grammar: Grammar, seed: UInt64) {
    seeds = grammar.seeds
    words = grammar.words.map { Array($0.utf8) } + Self.words
    generator = SeededGenerator(seed: seed, purpose: grammar.name)
  }

  /// The next input: a seed with one to six changes.
  mutating func next() -> [UInt8] {
    var bytes = seeds[below(seeds.count)]
    for _ in 0...below(6) { change(&bytes) }
    return bytes
  }

  private mutating func below(_ count: Int) -> Int { Int(generator.next() % UInt64(max(1, count))) }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = below(bytes.count + 1)
    switch below(16) {
    case 0: if !bytes.isEmpty { bytes[below(bytes.count)] ^= 1 << UInt8(below(8)) }
    case 1: if !bytes.isEmpty { bytes[below(bytes.count)] = UInt8(below(256)) }
    case 2: bytes.removeSubrange(range(in: bytes))
    case 3: bytes.insert(contentsOf: bytes[range(in: bytes)], at: place)
    case 4: bytes.removeLast(below(bytes.count + 1))
    case 5, 6: bytes.insert(contentsOf: words[below(words.count)], at: place)
    case 7, 8: bytes.replaceSubrange(range(in: bytes), with: words[below(words.count)])
    case 9, 10: changeNumber(&bytes)
    case 11: splice(&bytes)
    case 12: swapParts(&bytes)
    case 13: changeLength(&bytes)
    case 14: nest(&bytes, at: place)
    default: changeQuoted(&bytes)
    }
  }

  /// A short part, as tokens are, and now and then a long one.
  private mutating func range(in bytes: [UInt8]) -> Range<Int> {
    let start = below(bytes.count + 1)
    let length = below(8) == 0 ? below(bytes.count + 1) : below(12)
    return start..<min(bytes.count, start + length)
  }

  /// Puts an extreme number in the place of one that stands in the text.
  private mutating func changeNumber(_ bytes: inout [UInt8]) {
    guard let start = find(in: bytes, where: { (0x30...0x39).contains($0) }) else { return }
    let isInside = { (byte: UInt8) in (0x30...0x39).contains(byte) || byte == 0x2E }
    let end = bytes[start...].firstIndex { !isInside($0) } ?? bytes.count
    bytes.replaceSubrange(start..<end, with: Self.numbers[below(Self.numbers.count)].utf8)
  }

  /// Puts another text, or none at all, between two quotes.
  private mutating func changeQuoted(_ bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    guard let start = find(in: bytes, where: { $0 == quote }),
      let end = bytes[(start + 1)...].firstIndex(of: quote)
    else { return }
    bytes.replaceSubrange((start + 1)..<end, with: words[below(words.count)])
  }

  /// The first byte of a kind behind a random place.
  private mutating func find(in bytes: [UInt8], where isWanted: (UInt8) -> Bool) -> Int? {
    bytes[below(bytes.count + 1)...].firstIndex(where: isWanted)
  }

  private mutating func splice(_ bytes: inout [UInt8]) {
    let other = seeds[below(seeds.count)]
    bytes = bytes.prefix(below(bytes.count + 1)) + other.suffix(below(other.count + 1))
  }

  private mutating func swapParts(_ bytes: inout [UInt8]) {
    let part = range(in: bytes)
    let taken = Array(bytes[part])
    bytes.removeSubrange(part)
    bytes.insert(contentsOf: taken, at: below(bytes.count + 1))
  }

  /// Writes a length as binary forms have it: in four or eight bytes, large or a little off.
  private mutating func changeLength(_ bytes: inout [UInt8]) {
    let size = below(2) == 0 ? 4 : 8
    guard bytes.count >= size else { return }
    let place = below(8) == 0 ? below(bytes.count - size + 1) : 0
    let lengths = [0, 1, 7, 0x7FFF_FFFF, 0xFFFF_FFFF, UInt64.max, UInt64.max / 2, 1 << 40]
    let value = below(3) == 0 ? UInt64(below(bytes.count + 9)) : lengths[below(lengths.count)]
    for index in 0..<size { bytes[place + index] = UInt8(truncatingIfNeeded: value >> (8 * index)) }
  }

  /// Opens what nobody closes, also deeper than any stack.
  private mutating func nest(_ bytes: inout [UInt8], at place: Int) {
    let opening = Self.openings[below(Self.openings.count)]
    let times = below(20) == 0 ? 20_000 : below(200)
    bytes.insert(contentsOf: (0..<times).flatMap { _ in opening.utf8 }, at: place)
  }

  private static let openings = [
    "[", "{", "(", "{\"a\":", "[[", "(?:", "{{", "{% if a %}", "\u{1B}[",
  ]

  private static let numbers = [
    "0", "-1", "1", "2", "255", "256", "65536", "2147483648", "4294967296",
    "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "18446744073709551616", "99999999999999999999999", "1e308", "1e999", "-1e999", "1e-999", "-0",
    "0.1", "1.", ".5", "NaN", "Infinity", "0x10", "1e", "1_000",
  ]

  /// What breaks readers of any kind.
  private static let words: [[UInt8]] =
    [
      "", "null", "true", "false", "{}", "[]", "\"\"", "\\", "\\u0000", "\\ud800", "\\udc00\\ud800",
      "\"", "'", "\n", "\r\n", "\t", "\u{0}", "\u{FEFF}", "\u{202E}", "e\u{301}\u{302}",
      "\u{1B}[2J", "\u{9B}31m", "../../etc/passwd", "%s%n", ",", ":", "=", "#", " ",
    ].map { Array($0.utf8) } + [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x86], [0x80],
    ]
}
