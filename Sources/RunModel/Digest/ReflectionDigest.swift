import Basics
import RLCore

/// A reflection in numbers: how long it is, what it claims, and how to tell it from others.
package struct ReflectionDigest: Sendable, Equatable {
  package var step: Int
  package var episode: Int
  package var id: Int
  /// The memory entry that the reflector started from.
  package var from: Int?
  package var tokens: Int
  package var parsed: Bool
  package var isTruncated: Bool
  package var author: String
  /// Tells its words from others'.
  package var words: UInt64
  package var trigrams: Trigrams
  /// How many words it has, where nobody counted its tokens.
  package var wordCount: Int?
  package var rules: RuleCheck
  /// What its judged claims come to; `nil` in logs that judged none.
  package var counts: ClaimCounts?
  package var meaning: Meaning?
  /// What was judged, as long as an entry of the memory may be made of it.
  var judged: OpenStep.JudgedText?

  package init(_ record: ReflectionRecord, legend: [LegendEntry]) {
    step = record.step
    episode = record.episode
    id = record.id
    from = record.from
    tokens = record.tokens
    parsed = record.parsed
    isTruncated = record.isTruncated
    author = record.author
    words = FNV1a.hash(record.text.utf8)
    trigrams = Trigrams(record.text)
    if tokens == 0 { wordCount = record.text.split(whereSeparator: \.isWhitespace).count }
    if let claims = record.claims {
      rules = RuleCheck(claims)
      meaning = Meaning.meaning(of: record, legend: legend)
    } else {
      // A log from before claims were judged is held against the legend.
      let places = LegendReading(text: record.text, legend: legend).places
      let isVerbatim = record.advice.isEmpty || record.advice == record.text
      rules = isVerbatim ? RuleCheck(places) : RuleCheck(text: record.advice, legend: legend)
      meaning = legend.isEmpty ? nil : Meaning(places.map(\.part))
    }
    counts = record.claims.map { ClaimCounts($0, facts: record.facts ?? 0) }
    judged = record.claims.map {
      OpenStep.JudgedText(
        advice: record.advice, claims: $0, isVerbatim: record.advice == record.text)
    }
  }
}
