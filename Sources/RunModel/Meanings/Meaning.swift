import Basics
import RLCore

/// What a reflection says, whatever its words: the set of its claims, and whether each is true.
///
/// Kept for every reflection of a run, so it is bounded, and those that mean the same share it.
package struct Meaning: Sendable {
  /// Whether something that is said is so.
  package typealias Verdict = Claim.Verdict

  /// A proposition and what became of it.
  package struct Part: Hashable, Sendable {
    package var proposition: Proposition
    package var verdict: Verdict

    package init(_ proposition: Proposition, _ verdict: Verdict) {
      self.proposition = proposition
      self.verdict = verdict
    }
  }

  /// What the claims say, in their order and none twice.
  package let parts: [Part]
  package let marks: ReflectionMarks
  /// Tells it from every other.
  package let key: UInt64

  /// What claims mean, in whatever order and however often they are made.
  package init(_ parts: some Sequence<Part>) {
    let distinct = Set(parts).sorted()
    self.init(Array(distinct.prefix(Self.mostParts)), marks: ReflectionMarks(distinct))
  }

  private init(_ parts: [Part], marks: ReflectionMarks) {
    self.parts = parts
    self.marks = marks
    var digest = FNV1a()
    for part in parts { digest.add(part) }
    key = digest.digest
  }

  /// More than any reflection needs that is not a list of everything.
  private static let mostParts = 32
}

extension Meaning {
  /// What a reflection means; `nil` where nothing was judged and nobody knows what its symbols
  /// stand for.
  package static func meaning(
    of reflection: ReflectionRecord, legend: [LegendEntry]
  ) -> Meaning? {
    guard reflection.claims != nil || !legend.isEmpty else { return nil }
    return Meaning(places(in: reflection, legend: legend).map(\.part))
  }

  /// Where in a text something is said.
  package struct Place: Sendable, Equatable {
    package var part: Part
    /// Counted in Unicode scalars.
    package var range: Range<Int>
  }

  /// What a reflection says, and where; a log from before claims were judged is held against the
  /// legend.
  package static func places(
    in reflection: ReflectionRecord, legend: [LegendEntry]
  ) -> [Place] {
    guard let claims = reflection.claims else {
      return LegendReading(text: reflection.text, legend: legend).places
    }
    return claims.map {
      Place(part: Part(Proposition($0, legend: legend), $0.verdict), range: $0.range)
    }
  }
}

extension Meaning: Packable {
  package func pack(into bytes: inout PackedWriter) {
    bytes.put(byte: marks.rawValue)
    bytes.put(list: parts) { bytes, part in
      bytes.put(byte: UInt8(Claim.Kind.allCases.firstIndex(of: part.proposition.kind) ?? 0))
      bytes.put(byte: UInt8(Verdict.allCases.firstIndex(of: part.verdict) ?? 0))
      bytes.put(shared: part.proposition.subject)
      bytes.put(part.proposition.said) { $0.put(shared: $1) }
      bytes.put(part.proposition.isGuess)
    }
  }

  package init(from bytes: inout PackedReader) {
    let marks = ReflectionMarks(rawValue: bytes.byte())
    let parts = bytes.list { bytes in
      let (kind, verdict) = (Int(bytes.byte()), Int(bytes.byte()))
      var proposition = Proposition(
        Claim.Kind.allCases.indices.contains(kind) ? Claim.Kind.allCases[kind] : .rule,
        about: bytes.sharedText())
      proposition.said = bytes.optional { $0.sharedText() }
      proposition.isGuess = bytes.flag()
      let isKnown = Verdict.allCases.indices.contains(verdict)
      return Part(proposition, isKnown ? Verdict.allCases[verdict] : .unsupported)
    }
    self.init(parts, marks: marks)
  }
}

extension Meaning: Hashable {
  package static func == (left: Self, right: Self) -> Bool {
    left.key == right.key && left.parts == right.parts
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

extension Meaning.Part: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    left.proposition == right.proposition
      ? left.verdict.rawValue < right.verdict.rawValue : left.proposition < right.proposition
  }
}

extension FNV1a {
  fileprivate mutating func add(_ part: Meaning.Part) {
    let words = [
      part.proposition.kind.rawValue, part.proposition.subject, part.proposition.said ?? "",
      part.verdict.rawValue,
    ]
    for word in words {
      add(word.utf8)
      add(0xFF)
    }
    if part.proposition.isGuess { add(0xFE) }
  }
}
