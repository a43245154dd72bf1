import RunModel

/// What is to be looked for in the log of a run, behind the dashboard's back.
package struct LogSearchRequest: Equatable, Sendable {
  /// Answers carry it, so that those to an earlier question are told from those to this one.
  package let id: Int
  package let run: Int
  package let patterns: [TextPattern]
  /// Bytes of the log that need not be looked through again.
  package let from: Int
  /// Where to stop: what comes later is looked through as it arrives.
  package let to: Int
}

/// What a piece of a log had of what was looked for.
package struct LogSearchFindings: Equatable, Sendable {
  /// A part of an episode in which something was found.
  package struct Hit: Equatable, Sendable {
    package let episode: Int
    package let part: SearchedEvent.Part
    /// Bit n for the n-th pattern.
    package let found: UInt32

    package init(episode: Int, part: SearchedEvent.Part, found: UInt32) {
      self.episode = episode
      self.part = part
      self.found = found
    }
  }

  package let id: Int
  package let hits: [Hit]
  /// Every line that begins before this byte has been looked through.
  package let covered: Int

  package init(id: Int, hits: [Hit], covered: Int) {
    self.id = id
    self.hits = hits
    self.covered = covered
  }
}
