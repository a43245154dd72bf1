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
  /// Told the true rules, in symbols that mean something else on each board.
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
    let evaluation = PolicyEvaluation(
      policy: EmbeddedBackend().policy(of: model, threads: threads), environment: environment,
      seed: 0, sampling: SamplingParameters(temperature: temperature))
    func share(_ measure: PolicyEvaluation.Measure) throws -> Share {
      let outcome = try blocking { try await evaluation.measure(measure, episodes: episodes) }
      return Share(solved: outcome.solved, episodes: outcome.count)
    }
    let boards = try blocking {
      var boards: [any EnvironmentTask] = []
      for index in 0..<episodes {
        boards.append(try await environment.task(at: index, in: .heldOut, seed: 0))
      }
      return boards
    }
    return PretrainedSuccess(
      withRules: try share(.rules), permuted: try share(.permuted),
      withoutRules: try share(.heldOut), randomWalk: environment.randomSuccess(on: boards))
  }

  var summary: String {
    """
    success with the true rules      \(withRules.text)
      in permuted symbols            \(permuted.text)
    success without rules            \(withoutRules.text)
    random walk                      \(randomWalkText)
    """
  }

  var randomWalkText: String { randomWalk.map { String(format: "%.3f", $0) } ?? "not known" }
}
