import RLCore

/// One training step's update of the weights.
package struct UpdateRecord: Sendable, Equatable {
  package var step: Int
  /// By row type; a type that had no rows is absent.
  package var rows: [RowKind: RowStatistics]
  package var gradientNorm: Double
  package var learningRate: Double
  /// Sequences sampled so far for training: attempts and reflections, evaluation left out.
  package var sequences: Int
  /// Tokens that the policy wrote for training so far.
  package var tokens: Int
  /// Optimizer steps so far.
  package var optimizerSteps: Int

  package init(
    step: Int, rows: [RowKind: RowStatistics], gradientNorm: Double, learningRate: Double,
    sequences: Int, tokens: Int, optimizerSteps: Int
  ) {
    self.step = step
    self.rows = rows
    self.gradientNorm = gradientNorm
    self.learningRate = learningRate
    self.sequences = sequences
    self.tokens = tokens
    self.optimizerSteps = optimizerSteps
  }
}

/// What one row type contributed to an update.
package struct RowStatistics: Sendable, Equatable {
  package var rows: Int
  package var reward: Double
  /// Mean loss a row.
  package var loss: Double
  package var advantageMean: Double
  package var advantageDeviation: Double
  /// Groups in which every reward was below the threshold: no gradient, too hard.
  package var allFailedGroups: Int
  /// Groups in which every reward reached the threshold: no gradient, solved.
  package var allSolvedGroups: Int
  package var groups: Int
  /// Estimate of the divergence from the weights that training began with, in nats a token.
  package var kl: Double?
  /// Mean entropy of the next-token distribution, in nats a token.
  package var entropy: Double
  /// Share of tokens whose ratio was clipped.
  package var clipShare: Double
  /// Of distilled rows: log π(y₂|x) - log π(y₂|x, Δ) before the update, mean over tokens, in nats.
  package var logRatio: Double?
  /// Effective sample size of these rows under their ratios, as a share of their number:
  /// (Σ w)² / (n Σ w²), w = π(y₂|x) / π(y₂|x, Δ).
  package var effectiveShare: Double?

  package init(
    rows: Int, reward: Double, loss: Double, advantageMean: Double, advantageDeviation: Double,
    allFailedGroups: Int, allSolvedGroups: Int, groups: Int, kl: Double?, entropy: Double,
    clipShare: Double
  ) {
    self.rows = rows
    self.reward = reward
    self.loss = loss
    self.advantageMean = advantageMean
    self.advantageDeviation = advantageDeviation
    self.allFailedGroups = allFailedGroups
    self.allSolvedGroups = allSolvedGroups
    self.groups = groups
    self.kl = kl
    self.entropy = entropy
    self.clipShare = clipShare
  }
}

/// Success of attempts that nothing was learnt from.
package struct EvaluationRecord: Sendable, Equatable {
  package var step: Int
  /// "heldout": first attempts without reflection or memory. "permuted", "rules", …
  package var name: String
  package var successRate: Double
  /// 95 % interval, Wilson's.
  package var low: Double
  package var high: Double
  package var episodes: Int
  /// Sequences and tokens sampled for training before this evaluation.
  package var sequences: Int
  package var tokens: Int

  package init(
    step: Int, name: String, successRate: Double, low: Double, high: Double, episodes: Int,
    sequences: Int, tokens: Int
  ) {
    self.step = step
    self.name = name
    self.successRate = successRate
    self.low = low
    self.high = high
    self.episodes = episodes
    self.sequences = sequences
    self.tokens = tokens
  }
}

/// Something that a person or program did to a run.
package struct ControlRecord: Sendable, Equatable {
  package var step: Int
  /// "pause", "resume", "step", "stop", "abort", "checkpoint", "note", "set", "refused".
  package var action: String
  package var detail: String
  package var who: String
  /// The option that was changed, from the training step on; only with "set".
  package var setting: SettingChange?
  /// The episode that it is about, if it is about one.
  package var episode: Int?

  package init(
    step: Int, action: String, detail: String, who: String, setting: SettingChange? = nil,
    episode: Int? = nil
  ) {
    self.step = step
    self.action = action
    self.detail = detail
    self.who = who
    self.setting = setting
    self.episode = episode
  }
}

/// An option's value before and after somebody changed it, as a configuration writes them.
package struct SettingChange: Sendable, Equatable {
  package var key: String
  package var old: String
  package var new: String

  package init(key: String, old: String, new: String) {
    self.key = key
    self.old = old
    self.new = new
  }
}

/// A checkpoint that can be resumed from.
package struct CheckpointRecord: Sendable, Equatable {
  package var step: Int
  /// Relative to the run directory.
  package var path: String
  /// Digest of the weights.
  package var digest: String

  package init(step: Int, path: String, digest: String) {
    self.step = step
    self.path = path
    self.digest = digest
  }
}
