import RLCore
import RunModel

/// What the conversations of a step take together, worked out before any of them begins.
///
/// All first attempts of a step are kept until the last of them is over, and so are the tasks of an
/// evaluation that goes on beside it; each holds what its policy keeps to go on with it.
struct StepMemory: Equatable {
  /// The option that has the larger part, and what it asks for in words.
  let words: String
  let options: String
  let conversations: Int
  /// Bytes.
  let needed: Int

  /// - Parameters:
  ///   - configuration: the run.
  ///   - conversation: bytes of one, as its policy says.
  init(_ configuration: RunConfiguration, conversation: Int) {
    let isERL = configuration.algorithm == .erl
    let group = isERL ? configuration.erl.groupSize : configuration.rlvr.groupSize
    let attempts = configuration.promptsPerStep * group
    let evaluation = configuration.evaluation
    let episodes = evaluation.every > 0 ? evaluation.episodes : 0
    // Attempts begin while an evaluation goes on.
    conversations = attempts + episodes
    let attemptWords = "\(configuration.promptsPerStep) prompts of \(group) attempts"
    let episodeWords = "\(episodes) episodes of an evaluation"
    if attempts >= episodes {
      words = episodes > 0 ? "\(attemptWords) and \(episodeWords)" : attemptWords
      options = "prompts_per_step or \(configuration.algorithm.rawValue).group_size"
    } else {
      words = "\(episodeWords) and \(attemptWords)"
      options = "evaluation.episodes"
    }
    let (bytes, isTooMany) = conversations.multipliedReportingOverflow(by: conversation)
    needed = isTooMany ? Int.max : bytes
  }

  /// - Throws: `StepProblem` where it is more than there is.
  func check(free: Int?) throws {
    guard let free, needed > free else { return }
    throw StepProblem.tooLarge(self, free: free)
  }
}

/// Why a step cannot be made on this machine.
enum StepProblem: UnmetOptions, Equatable {
  case tooLarge(StepMemory, free: Int)

  var description: String {
    switch self {
    case .tooLarge(let step, let free):
      "\(step.words) are \(step.conversations) conversations at once, which would take about "
        + "\(Self.gigabytes(step.needed)) of memory, and \(Self.gigabytes(free)) are free. "
        + "Lower \(step.options)."
    }
  }

  private static func gigabytes(_ bytes: Int) -> String {
    let tenths = bytes / 107_374_182
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10) GiB" : "\(tenths / 10) GiB"
  }
}
