/// A piece of a conversation: who wrote it, and the words.
package struct Segment: Sendable, Equatable {
  package enum Writer: String, Sendable, CaseIterable {
    /// What stands above everything: how to answer, and what was learnt before.
    case system
    /// What the world shows and tells.
    case world
    case policy
  }

  package var writer: Writer
  package var text: String
  /// What was drawn, where the policy wrote the segment.
  ///
  /// Its tokens belong to the policy that drew them; anybody else reads `text`.
  package var completion: Completion?

  package init(_ writer: Writer, _ text: String) {
    self.writer = writer
    self.text = text
  }

  /// A turn of the policy.
  package init(_ completion: Completion) {
    writer = .policy
    text = completion.text
    self.completion = completion
  }
}

/// What a policy is told and what it wrote, in the order in which it was said.
///
/// The loop knows words only. A policy makes tokens of them and gives back those that it drew
/// itself as it drew them, so that no text of its own is ever taken apart a second time.
package struct Conversation: Sendable, Equatable {
  /// Names the conversation among those not yet forgotten.
  ///
  /// The same number in a later request says that it extends this conversation, which a policy
  /// may use to go on from where it was.
  package var id: Int
  package private(set) var segments: [Segment] = []
  /// The first segment that is learnt from if the policy wrote it; those before are history.
  package private(set) var ownBeginning = 0

  package init(id: Int, _ segments: [Segment] = []) {
    self.id = id
    self.segments = segments
  }

  package mutating func append(_ segment: Segment) { segments.append(segment) }

  package mutating func append(_ segments: [Segment]) { self.segments += segments }

  /// The same words as the history of what follows, from which nothing is learnt again.
  package var asHistory: Self {
    var history = self
    history.ownBeginning = segments.count
    return history
  }

  /// The same turns of the policy behind another opening.
  ///
  /// Everything before the first turn of its own is left out, history included.
  package func with(opening: [Segment]) -> Self {
    // What was drawn tells turns of its own from examples, which nobody drew.
    let own = segments[ownBeginning...]
    guard
      let first = own.firstIndex(where: { $0.completion != nil })
        ?? own.firstIndex(where: { $0.writer == .policy })
    else { return self }
    return Self(id: id, opening + segments[first...])
  }

  /// What the policy drew here, without that of the history.
  package var written: [Completion] { segments[ownBeginning...].compactMap(\.completion) }

  /// log π of every token that the policy drew here when it was drawn, in nats.
  package var logProbabilities: [Float] { written.flatMap(\.logProbabilities) }

  /// How many tokens the policy drew here.
  package var tokenCount: Int { written.reduce(0) { $0 + $1.tokenCount } }
}
