import RLCore
import RunModel

/// A rollout that measures something: what is played, and what it is for.
struct ProbePlan: Sendable {
  let kind: ProbeKind
  /// The episode that it is about.
  let episode: Episode
  let task: any EnvironmentTask
  let advice: String?
  /// The episode whose reflection is told.
  var source: Episode?
  var flags: [String] = []
}
