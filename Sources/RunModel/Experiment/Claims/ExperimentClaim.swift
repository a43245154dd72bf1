/// A claim about why the method works, made by a reviewer of the paper, that runs can test.
///
/// The numbers are those under which the project collected them; the words are ours.
package enum ExperimentClaim: String, Sendable, CaseIterable {
  case rolloutShare = "S1"
  case richFeedback = "S2"
  case earlyDistillation = "S3"
  case groupVariance = "S4"
  case strongerReflector = "S5"
  case hiddenSparse = "S6"
  case stability = "S7"
  case ceiling = "S8"
  case diversity = "S9"
  case coldStart = "S10"

  /// What is claimed.
  package var statement: String {
    switch self {
    case .rolloutShare: "Sampling takes half of a training step's time or more."
    case .richFeedback:
      "A reflection on rich feedback makes more of a second attempt than trying again blindly."
    case .earlyDistillation: "The early gain comes from the distillation of second attempts."
    case .groupVariance:
      "The final gain comes from a larger variance of rewards within a prompt's group."
    case .strongerReflector: "A stronger external reflector is a better one."
    case .hiddenSparse:
      "The gain is largest where the rules are hidden and the reward is sparse."
    case .stability: "Distillation beside reinforcement learning makes training more stable."
    case .ceiling: "The method learns faster without lowering the level that is reached."
    case .diversity: "Second attempts reach answers that first attempts do not."
    case .coldStart: "A base model that never succeeds leaves RLVR nothing to learn from."
    }
  }
}
