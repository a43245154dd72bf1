/// A kind of world that a policy acts in by writing text.
///
/// An environment is a value without state: it makes tasks, and a task begins episodes. To add
/// one, conform to the three protocols here and put one line into the catalog of `Environments`.
/// The training loop never learns which environment it runs, nor where: whatever may take its time
/// is asynchronous, and what may go wrong outside throws, which costs an episode and not the run.
package protocol Environment: Sendable {
  /// The name used in configurations.
  var name: String { get }

  /// What the symbols of its boards mean in truth; shown to people, never to the policy.
  var legend: [LegendEntry] { get }

  /// What people should know of where the tasks come from, a few words each.
  var notes: [String] { get }

  /// The files that its tasks come from, with what became of their rows.
  var taskFiles: [TaskFileAccount] { get }

  /// Whether its tasks and episodes answer without waiting for anything, so that it is cheaper to
  /// ask them one after another than side by side.
  var answersAtOnce: Bool { get }

  /// How the world speaks to the policy, and the version of that: "compact 1".
  ///
  /// A run cannot go on in other words than it began with.
  var wordingVersion: String { get }

  /// How actions are written by hand where no keys do it, such as "go: WHERE".
  var actionForms: [String] { get }

  /// How many different tasks a split has; `nil` where a generator makes as many as are asked for.
  func taskCount(in split: TaskSplit) -> Int?

  /// The task at one place of a split: a pure function of its arguments.
  ///
  /// Held-out tasks never occur in the training split.
  func task(
    at index: Int, in split: TaskSplit, seed: UInt64
  ) async throws -> any EnvironmentTask

  /// Another training task of the same rules, at which only what transfers is of use.
  ///
  /// Worlds have it by `task(at:in:seed:)`; one whose training tasks do not all share their rules
  /// must say which do.
  ///
  /// - Parameters:
  ///   - task: the task that it is to differ from.
  ///   - index: the place of that task in the training split.
  ///   - number: tells a task's siblings apart, from 0.
  ///   - seed: the seed of the run.
  /// - Returns: the same for the same arguments.
  /// - Throws: `NoSibling` where the split has no other task.
  func sibling(
    of task: any EnvironmentTask, at index: Int, number: Int, seed: UInt64
  ) async throws -> any EnvironmentTask

  /// How often somebody who acts at random succeeds on tasks of this environment, on average;
  /// `nil` where nobody knows.
  func randomSuccess(on tasks: [any EnvironmentTask]) -> Double?
}

extension Environment {
  package var notes: [String] { taskFiles.map(\.summary) }

  package var taskFiles: [TaskFileAccount] { [] }

  /// How many different tasks of a split can be played, of so many that are wanted.
  package func taskCount(in split: TaskSplit, atMost wanted: Int) -> Int {
    min(wanted, taskCount(in: split) ?? wanted)
  }

  package var answersAtOnce: Bool { false }

  package var wordingVersion: String { "\(Wording.compact.rawValue) 1" }

  package var actionForms: [String] { [] }

  package func randomSuccess(on tasks: [any EnvironmentTask]) -> Double? { nil }
}

/// Tasks trained on and tasks kept apart to measure with.
package enum TaskSplit: String, Sendable, CaseIterable {
  case training
  case heldOut
  /// Held-out tasks whose symbols mean something else than in training: does the policy still
  /// follow the rules that it is given, or has it learnt one set by heart?
  case permuted
}

/// One problem that can be attempted any number of times.
package protocol EnvironmentTask: Sendable {
  /// Names the task in logs; equal tasks have equal identifiers.
  var id: String { get }

  /// The board as rows of symbols without the agent, or empty for a task that has none.
  var board: [String] { get }

  /// The true rules in the form of a reflection's advice, for the oracle and for evaluation.
  var trueRules: String { get }

  /// Starts an attempt.
  ///
  /// The generator is the chance of the world itself, such as slippery ice.
  func begin(generator: SeededGenerator) async throws -> any EnvironmentEpisode

  /// Reads what a reflector wrote.
  func parse(reflection text: String) -> ParsedReflection

  /// What a reflection can say in the world's own words, one sentence each, with X for whatever it
  /// is about; empty where any text will do.
  var reflectionForms: [String] { get }

  /// What a policy may call for in a turn, where it knows of tools; none where turns are words only.
  var tools: [ToolDescription] { get }

  /// How many symbols there are to be explained; `nil` where nobody can say.
  var factCount: Int? { get }

  /// What a text claims about the task, held against the truth and against an attempt's turns.
  ///
  /// Tasks whose truth is known have it read by `ClaimReading`.
  func claims(in text: String, after turns: [Turn]) -> [Claim]
}

extension EnvironmentTask {
  package var factCount: Int? { nil }

  package var reflectionForms: [String] { [] }

  package var tools: [ToolDescription] { [] }
}

/// A reflection as its environment understands it.
package struct ParsedReflection: Sendable, Equatable {
  /// What the second attempt is told; empty if nothing could be read.
  package var advice: String
  /// Whether the text had the form that was asked for.
  package var isWellFormed: Bool

  package init(advice: String, isWellFormed: Bool) {
    self.advice = advice
    self.isWellFormed = isWellFormed
  }
}

/// One attempt under way.
///
/// Single-use: begun, played to its end, thrown away.
/// The conversation of an attempt grows by segments. The environment writes `prompt`, the policy
/// continues it; `respond` answers with what comes next, and so on until it is done.
/// How things are put, and in how many words, is the environment's; tokens are the policy's.
package protocol EnvironmentEpisode: Sendable {
  /// The opening of the conversation, up to where the policy must write.
  ///
  /// The same before an attempt and after it.
  /// The advice is a reflection's, or `nil` for an attempt without any.
  func prompt(advice: String?) -> TurnRequest

  /// Takes what the policy wrote in its turn and says what came of it.
  ///
  /// Anything may be written: what cannot be read is an invalid turn, never an error.
  ///
  /// - Throws: what went wrong with the world itself; the episode is then over and counts as failed
  ///   to be played, not as failed.
  mutating func respond(to text: String) async throws -> Transition

  /// Continues the conversation of a finished attempt up to where a reflection must be written.
  func reflectionRequest(memory: String?) -> TurnRequest

  /// Continues the conversation of a finished attempt up to where the same task begins again.
  ///
  /// This is the retry on the raw history, without a reflection.
  func retryRequest() -> TurnRequest

  /// What a finished attempt is told, in words for people and large models.
  var feedback: String { get }

  /// Where the agent starts: row × width + column, or `nil` without a board.
  var position: Int? { get }
}

/// What the environment adds to the conversation, after which the policy has the word.
package struct TurnRequest: Sendable, Equatable {
  package var segments: [Segment]
  /// How much the policy may write now.
  package var length: ReplyLength

  package init(_ segments: [Segment], length: ReplyLength) {
    self.segments = segments
    self.length = length
  }

  /// Words of the world alone.
  package init(_ text: String, length: ReplyLength) {
    self.init([Segment(.world, text)], length: length)
  }

  /// Everything that is said, as people read it.
  package var text: String { segments.map(\.text).joined(separator: "\n\n") }
}
