/// A token that is found in a text by its words, before anything else is done to it.
struct AddedToken: Equatable, Sendable {
  var id: Int32
  var content: String
  /// Whether white space before it belongs to it, and behind it.
  var takesLeft = false
  var takesRight = false
  /// Whether it is looked for after the text was normalised.
  var isNormalized = false
  /// Whether it marks a place rather than being part of what is said.
  var isSpecial = false
}

/// Finds added tokens: of those that begin at one place the longest, from left to right.
struct AddedTokenFinder: Sendable, Equatable {
  private struct Entry: Sendable, Equatable {
    var token: AddedToken
    var scalars: [UInt32]
  }

  /// By their first scalar, the longest first.
  private var entries: [UInt32: [Entry]] = [:]

  init(_ tokens: [AddedToken]) {
    for token in tokens {
      let scalars = token.content.unicodeScalars.map(\.value)
      guard let first = scalars.first else { continue }
      entries[first, default: []].append(Entry(token: token, scalars: scalars))
    }
    for key in entries.keys { entries[key]?.sort { $0.scalars.count > $1.scalars.count } }
  }

  /// A text as what lies between added tokens, and these.
  func split(_ text: ArraySlice<UInt32>) -> [(text: Range<Int>, token: AddedToken?)] {
    guard !entries.isEmpty else { return text.isEmpty ? [] : [(text.indices, nil)] }
    var parts: [(text: Range<Int>, token: AddedToken?)] = []
    var (start, place) = (text.startIndex, text.startIndex)
    while place < text.endIndex {
      guard
        let entry = entries[text[place]]?.first(where: { text[place...].starts(with: $0.scalars) })
      else {
        place += 1
        continue
      }
      let range = Self.widened(place..<place + entry.scalars.count, entry.token, text, from: start)
      if start < range.lowerBound { parts.append((start..<range.lowerBound, nil)) }
      parts.append((range, entry.token))
      (start, place) = (range.upperBound, range.upperBound)
    }
    if start < text.endIndex { parts.append((start..<text.endIndex, nil)) }
    return parts
  }

  private static func widened(
    _ range: Range<Int>, _ token: AddedToken, _ text: ArraySlice<UInt32>, from start: Int
  ) -> Range<Int> {
    var (first, last) = (range.lowerBound, range.upperBound)
    if token.takesLeft {
      while first > start, ScalarTraits.isWhiteSpace(text[first - 1]) { first -= 1 }
    }
    if token.takesRight {
      while last < text.endIndex, ScalarTraits.isWhiteSpace(text[last]) { last += 1 }
    }
    return first..<last
  }
}
