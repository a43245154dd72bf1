import RLCore

/// What a text of a log without judged claims says of the symbols of a legend: "C hole".
package struct LegendReading {
  package private(set) var places: [Meaning.Place] = []

  package init(text: String, legend: [LegendEntry]) {
    var truth: [Substring: Set<String>] = [:]
    for entry in legend { truth[entry.symbol[...], default: []].insert(Self.key(entry.meaning)) }
    let meanings = truth.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    var previous: Word?
    for word in Self.words(of: text) {
      // "C is a hole" claims as much as "C hole".
      if truth[word.text] == nil, Self.fillers.contains(word.text) { continue }
      let said = Self.key(word.text)
      if let symbol = previous, let right = truth[symbol.text], meanings.contains(said) {
        let proposition = Proposition(.rule, about: String(symbol.text), saying: said)
        places.append(
          Meaning.Place(
            part: Meaning.Part(proposition, right.contains(said) ? .right : .wrong),
            range: symbol.range.lowerBound..<word.range.upperBound))
      }
      previous = word
    }
  }

  private struct Word {
    var text: Substring
    /// Counted in Unicode scalars.
    var range: Range<Int>
  }

  private static func words(of text: String) -> [Word] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return plainWords(of: text) }
    var words: [Word] = []
    var end = text.startIndex
    var place = 0
    for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      place += text.unicodeScalars.distance(from: end, to: word.startIndex)
      let length = word.unicodeScalars.count
      words.append(Word(text: word, range: place..<place + length))
      place += length
      end = word.endIndex
    }
    return words
  }

  /// The words of a text of ASCII, each byte of which is a scalar.
  private static func plainWords(of text: String) -> [Word] {
    let bytes = text.utf8
    var words: [Word] = []
    var place = 0
    var next = bytes.startIndex
    while next < bytes.endIndex {
      let begin = (index: next, place: place)
      while next < bytes.endIndex, isPartOfWord(bytes[next]) {
        next = bytes.index(after: next)
        place += 1
      }
      if place > begin.place {
        words.append(Word(text: text[begin.index..<next], range: begin.place..<place))
      } else {
        next = bytes.index(after: next)
        place += 1
      }
    }
    return words
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  private static let fillers: Set<Substring> = ["is", "a", "an", "the", "means"]

  /// Only the first word of a meaning counts: "safe ice" is claimed by "safe".
  private static func key(_ meaning: some StringProtocol) -> String {
    meaning.split(separator: " ").first.map { $0.lowercased() } ?? ""
  }
}
