/// What was counted for a picture, with all that it depends on.
struct KeptMatches: Sendable {
  struct Question: Equatable, Sendable {
    let view: ViewID
    let filter: String
    let run: Int
    let events: Int
    let search: [Int]
    let marks: Int
  }

  let question: Question
  let counts: MatchCounts
}
