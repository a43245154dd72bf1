/// The latest meanings of reflections, to keep those that are alike only once.
struct RecentMeanings: Sendable, Equatable {
  /// A run that says more things than these begins anew.
  private static let limit = 256

  private var known: [UInt64: Meaning] = [:]

  /// The same meaning, shared with an earlier reflection if one had it.
  mutating func shared(_ meaning: Meaning?) -> Meaning? {
    guard let meaning else { return nil }
    if let earlier = known[meaning.key], earlier == meaning { return earlier }
    if known.count >= Self.limit { known = [:] }
    known[meaning.key] = meaning
    return meaning
  }
}
