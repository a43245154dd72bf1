import ERLTraining
import Environments
import Foundation
import LocalPolicy
import RLCore
import RunModel
import TinyTransformer

/// How well a base model plays before any training, on tasks of the preset of its name that no
/// lesson was made from.
struct PretrainedSuccess {
  struct Share {
    var solved: Int
    var episodes: Int

    var text: String {
      let rate = Double(solved) / Double(max(episodes, 1))
      let interval = Interval.wilson(successes: solved, of: episodes)
      return String(
        format: "%.3f [%.3f, %.3f], n = %d", rate, interval?.low ?? 0, interval?.high ?? 1,
        episodes)
    }
  }

  /// Told the true rules.
  var withRules: Share
  /// Told the true rules, in letters that mean something else on each board.
  var permuted: Share
  /// Told nothing.
  var withoutRules: Share
  /// A uniformly random walk on the same boards.
  var randomWalk: Double?

  static let temperature: Float = 0.7
  static let episodes = 1000

  /// Plays held-out tasks of the environment.
  static func measure(
    _ model: SavedModel, playing environment: any Environment, threads: Int?
  ) throws -> PretrainedSuccess {
    let policy = LocalPolicy(base: model, threads: threads)
    let evaluation = PolicyEvaluation(
      policy: policy, environment: environment, seed: 0, temperature: temperature)
    func share(_ measure: PolicyEvaluation.Measure) throws -> Share {
      let solved = try blocking { try await evaluation.solved(measure, episodes: episodes) }
      return Share(solved: solved, episodes: episodes)
    }
    let boards = (0..<episodes).map { environment.task(at: $0, in: .heldOut, seed: 0) }
    return PretrainedSuccess(
      withRules: try share(.rules), permuted: try share(.permuted),
      withoutRules: try share(.heldOut), randomWalk: environment.randomSuccess(on: boards))
  }

  var summary: String {
    """
    success with the true rules      \(withRules.text)
      in permuted letters            \(permuted.text)
    success without rules            \(withoutRules.text)
    random walk                      \(randomWalkText)
    """
  }

  var randomWalkText: String { randomWalk.map { String(format: "%.3f", $0) } ?? "not known" }
}
