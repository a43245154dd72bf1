import Basics
import RLCore
import RunModel

/// The keys of a checkpoint.
struct CheckpointLine: FieldLine {
  private var checkpoint: CheckpointRecord

  init(_ record: CheckpointRecord) { checkpoint = record }

  init() { checkpoint = CheckpointRecord(step: 0, path: "", digest: "") }

  var record: CheckpointRecord? { checkpoint }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.required("step", &checkpoint.step)
    try coder.field("path", &checkpoint.path)
    try coder.field("digest", &checkpoint.digest)
  }
}

/// The keys of an episode that its world failed.
struct EpisodeFailureLine: FieldLine {
  private var failure: EpisodeFailure

  init(_ record: EpisodeFailure) { failure = record }

  init() { failure = EpisodeFailure(step: 0, episode: 0, attempt: .first, reason: "") }

  var record: EpisodeFailure? { failure }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.required("step", &failure.step)
    try coder.required("episode", &failure.episode)
    try coder.field("attempt", &failure.attempt)
    try coder.field("reason", &failure.reason)
  }
}

/// The keys of a branch.
struct BranchLine: FieldLine {
  private var branch: BranchRecord

  init(_ record: BranchRecord) { branch = record }

  init() {
    branch = BranchRecord(number: 0, step: 0, episode: 0, advice: .original, text: "", weights: 0)
  }

  var record: BranchRecord? { branch }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.field("number", &branch.number)
    try coder.required("step", &branch.step)
    try coder.field("episode", &branch.episode)
    try coder.field("advice", &branch.advice)
    try coder.field("text", &branch.text)
    try coder.field("weights", &branch.weights)
  }
}

/// The keys of the end of a run; one that failed has a reason.
struct EndingLine: FieldLine {
  private var step = 0
  private var reason: String?

  init(_ record: (step: Int, reason: String?)) { (step, reason) = record }

  init() {}

  var record: (step: Int, reason: String?)? { (step, reason) }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.required("step", &step)
    try coder.field("reason", &reason)
  }
}

extension BranchRecord.Advice: FieldWord {}
