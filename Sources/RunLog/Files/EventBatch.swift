import Basics
import RunModel

/// An event and where its line stands, so that it can be found again.
package struct LocatedEvent: Sendable, Equatable {
  package var event: LoggedEvent
  /// Bytes before its line.
  package var offset: Int
  /// Bytes of its line with the newline.
  package var length: Int

  package init(event: LoggedEvent, offset: Int, length: Int) {
    (self.event, self.offset, self.length) = (event, offset, length)
  }
}

/// A line that is no event.
package struct BrokenLine: Sendable, Equatable {
  /// Counted from 1.
  package var number: Int
  /// Bytes before the line.
  package var offset: Int
  package var problem: JSONProblem
  /// The file, where a run has several.
  package var file: String?
  /// What is wrong, where it is not with the JSON.
  package var words: String?

  package init(
    number: Int, offset: Int, problem: JSONProblem, file: String? = nil, words: String? = nil
  ) {
    (self.number, self.offset, self.problem) = (number, offset, problem)
    (self.file, self.words) = (file, words)
  }
}

extension BrokenLine: CustomStringConvertible {
  package var description: String {
    (file.map { "\($0) " } ?? "") + "line \(number): " + (words ?? "\(problem)")
  }
}

/// What one call of a reader found.
package struct EventBatch: Sendable, Equatable {
  package enum Status: Sendable, Equatable {
    /// The limit was reached; there may be more at once.
    case more
    /// Everything that is there now has been read.
    case caughtUp
    /// There is no such file yet.
    case waiting
    /// Standard input was closed: nothing will follow.
    case ended
  }

  package var events: [LocatedEvent] = []
  package var broken: [BrokenLine] = []
  /// Episodes whose step was over when they came, and which stand at the latest one, of all that
  /// was read so far.
  package var late = 0
  /// The file was shortened or replaced: what was read before no longer holds, and these events
  /// begin at its start.
  package var restarted = false
  package var status = Status.caughtUp

  package init(restarted: Bool = false) { self.restarted = restarted }
}

/// How much one call of a reader takes, so that whoever asked stays responsive.
package struct ReadLimit: Sendable, Equatable {
  package var lines: Int
  package var bytes: Int

  package init(lines: Int = 4096, bytes: Int = 4 << 20) {
    self.lines = max(1, lines)
    self.bytes = max(1, bytes)
  }
}
