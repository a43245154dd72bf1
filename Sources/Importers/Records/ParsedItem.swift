import RLCore
import RunModel

/// What a record says, before its episodes are numbered.
enum ParsedItem: Sendable, Equatable {
  /// What the log says of its run; counts only before anything else.
  case beginning(LogBeginningFacts)
  case metrics(MetricsRecord)
  case episode(ParsedEpisode)
  /// A rate of attempts that nothing was learnt from.
  case evaluation(ParsedEvaluation)
  case checkpoint(CheckpointRecord)
  /// Words that belong to no episode.
  case note(step: Int, text: String)
  case finished(step: Int)
  case failed(step: Int, reason: String)
  /// A part of a record that cannot be read while the rest of it can.
  case unread(String)

  /// Whole numbers beyond this are not written to logs of our own.
  static let largest = 1 << 48

  /// The step that it is of.
  var step: Int {
    switch self {
    case .beginning, .unread: 0
    case .metrics(let metrics): metrics.step
    case .episode(let episode): episode.step
    case .evaluation(let evaluation): evaluation.step
    case .checkpoint(let checkpoint): checkpoint.step
    case .note(let step, _), .finished(let step), .failed(let step, _): step
    }
  }
}

/// One episode, as far as its record has it.
struct ParsedEpisode: Sendable, Equatable {
  var step: Int
  /// Rollouts with equal keys at one step are of one group; `nil` for one that stands alone.
  var group: String?
  var task: String
  /// Names the episode where its attempts are in several records.
  var key: String?
  /// Whether the second attempt was told the reflection, where an earlier record has that.
  var wasTold = false
  var first: ParsedAttempt?
  var reflection: ParsedReflection?
  var second: ParsedAttempt?

  init(step: Int, group: String?, task: String, first: ParsedAttempt? = nil) {
    (self.step, self.group, self.task, self.first) = (step, group, task, first)
  }
}

struct ParsedAttempt: Sendable, Equatable {
  var turns: [Turn]
  var reward: Double
  var feedback = ""
  /// 0 where nobody counted them.
  var tokens = 0
  var flags: [String] = []
  /// What the policy was told at the end.
  var closing: String?
}

struct ParsedReflection: Sendable, Equatable {
  var prompt: String
  var text: String
  /// What of it the second attempt is told; empty where nothing could be read.
  var advice: String
  var author = "self"
}

struct ParsedEvaluation: Sendable, Equatable {
  var step: Int
  var name: String
  /// How many attempts were solved, of how many.
  var solved: Int
  var count: Int
}

/// An item with what the clock said, in seconds since 1970.
struct ParsedRecord: Sendable, Equatable {
  var item: ParsedItem
  var clock: Double?

  init(_ item: ParsedItem, clock: Double? = nil) {
    (self.item, self.clock) = (item, clock)
  }
}

/// Why a record says nothing.
struct RecordProblem: Error, Equatable {
  var words: String

  init(_ words: String) { self.words = words }
}

/// Reads the records of one file; a copy of it reads one of them again.
protocol RecordParser: Sendable {
  mutating func parse(_ frame: Frame) throws(RecordProblem) -> [ParsedRecord]
}
