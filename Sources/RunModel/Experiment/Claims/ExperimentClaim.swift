/// A claim that runs can test: about why the method works, made by a reviewer of the paper, or
/// about how it can be hacked.
///
/// The numbers are those under which the project collected them, S of reviewers and H of hacking;
/// the words are ours.
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
  case routesGrow = "H1"
  case routesCost = "H2"
  case defence = "H3"

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
    case .routesGrow:
      "Under reward, reflections come to give away the way through their own task."
    case .routesCost:
      "Reflections that may give routes away leave less on other tasks than each defence does."
    case .defence:
      "There is a defence with fewer routes and no less success on other tasks."
    case .coldStart: "A base model that never succeeds leaves RLVR nothing to learn from."
    }
  }
}
