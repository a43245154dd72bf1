import RLCore

/// Something that happened in a run.
///
/// A run is its events and nothing else. A kind once released keeps its meaning; a new fact is a
/// new kind or a new optional value. What depends on the clock is not here: the log keeps it
/// beside the event, under `time`.
package enum RunEvent: Sendable, Equatable {
  case runStarted(RunStart)
  case attempt(AttemptRecord)
  case reflection(ReflectionRecord)
  case memory(MemoryChange)
  case update(UpdateRecord)
  case evaluation(EvaluationRecord)
  /// Numbers that a trainer gave names of its own.
  case metrics(MetricsRecord)
  case control(ControlRecord)
  case checkpoint(CheckpointRecord)
  /// A person is asked for a reflection.
  case asked(Question)
  /// A world failed an episode, which is not counted as an attempt.
  case episodeFailed(EpisodeFailure)
  /// What follows are attempts of a branch; never in the log of a run.
  case branch(BranchRecord)
  case runFinished(step: Int)
  case runFailed(step: Int, reason: String)
  /// A kind that a newer Kolb wrote: counted and shown, never dropped silently.
  case unknown(kind: String)
}

/// An event with what the clock said of it.
package struct LoggedEvent: Sendable, Equatable {
  package var event: RunEvent
  package var time: EventTime?

  package init(_ event: RunEvent, time: EventTime? = nil) {
    self.event = event
    self.time = time
  }
}

/// Everything of an event that depends on the clock.
package struct EventTime: Sendable, Equatable {
  /// Seconds since the run began, pauses and the time between a kill and a resume left out.
  package var elapsed: Double
  /// Seconds by phase ("first", "reflection", "second", "update", "evaluation"), with an update.
  package var phases: [String: Double]
  /// What servers were asked for since the event before that said so; `nil` where none was asked.
  package var usage: PolicyUsage?

  package init(
    elapsed: Double, phases: [String: Double] = [:], usage: PolicyUsage? = nil
  ) {
    self.elapsed = elapsed
    self.phases = phases
    self.usage = usage
  }
}

/// The first event of a run.
package struct RunStart: Sendable, Equatable {
  package static let schema = 1

  package var schema: Int
  package var run: String
  package var kolb: String
  package var environment: String
  package var algorithm: String
  package var seed: Int
  package var steps: Int
  /// Digest of the resolved configuration, so that runs can be told apart.
  package var digest: String
  package var legend: [LegendEntry]
  /// Success of a uniformly random walk on the held-out tasks, measured when the run began.
  package var randomWalk: Double?
  /// One line on the options that matter: "self-reflection · slot memory · gate < 1".
  package var summary: String
  /// τ, the reward that counts as success; `nil` in logs older than this value.
  package var threshold: Double?
  /// Which build of the program made the run; this and what follows is `nil` in older logs.
  package var build: String?
  /// The model that training began with: the name of one that ships, or a folder.
  package var model: String?
  /// Digest of that model's weights.
  package var modelDigest: String?
  /// How the world spoke to the policy.
  package var wording: String?
  /// The model of a reflector from outside, and its digest; `nil` where there was none.
  package var reflector: String?
  package var reflectorDigest: String?
  /// The files that tasks came from, and what became of their rows; `nil` where there were none,
  /// and in older logs.
  package var taskFiles: [TaskFileAccount]?
  /// Whose log it is, such as "verl"; `nil` of runs of our own.
  package var format: String?
  /// What logs of that kind cannot tell.
  package var absent: [AbsentFact]?

  package init(
    schema: Int = RunStart.schema, run: String, kolb: String, environment: String,
    algorithm: String, seed: Int, steps: Int, digest: String, legend: [LegendEntry],
    randomWalk: Double? = nil, summary: String = "", threshold: Double? = nil
  ) {
    self.schema = schema
    self.run = run
    self.kolb = kolb
    self.environment = environment
    self.algorithm = algorithm
    self.seed = seed
    self.steps = steps
    self.digest = digest
    self.legend = legend
    self.randomWalk = randomWalk
    self.summary = summary
    self.threshold = threshold
  }
}
