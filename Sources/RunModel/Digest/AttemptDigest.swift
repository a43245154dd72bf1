/// An attempt in numbers.
package struct AttemptDigest: Sendable, Equatable {
  package var step = 0
  package var episode = 0
  package var group = 0
  package var attempt = AttemptKind.first
  package var task = ""
  package var trace = AttemptTrace()
  package var reward = 0.0
  package var tokens = 0
  /// The reflection that the attempt saw.
  package var reflection: Int?
  package var flags: [String] = []
  /// Which of several second attempts it is; `nil` for the first or only one.
  package var retry: Int?
  package var probe: ProbeKind?

  package init() {}

  package init(_ record: AttemptRecord) {
    step = record.step
    episode = record.episode
    group = record.group
    attempt = record.attempt
    task = record.task
    trace = AttemptTrace(record.turns)
    reward = record.reward
    tokens = record.tokens
    reflection = record.reflection
    flags = record.flags
    retry = record.retry
    probe = record.probe
  }
}
