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
  /// Reflections that succeeded and were not remembered because they give a route through their
  /// task; `nil` where `erl.forget_routes` lets them.
  package var routesNotRemembered: Int?
  /// Second attempts that were told one and are therefore no distilled rows.
  package var routesNotDistilled: Int?

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
  /// Groups in which every reward was below the threshold.
  package var allFailedGroups: Int
  /// Groups in which every reward reached the threshold.
  package var allSolvedGroups: Int
  package var groups: Int
  /// Estimate of the divergence from the weights that training began with, in nats a token.
  package var kl: Double?
  /// How unsure the policy was, in nats a token.
  ///
  /// Of sampled rows the mean of `-log π` over every token drawn, trained on or not. That
  /// estimates the entropy at the sampling temperature without bias where every token could be
  /// drawn; under top-p or top-k it lies below, because the unlikely ones could not. Of distilled
  /// rows, which were sampled elsewhere, the mean entropy of the distributions trained on.
  package var entropy: Double
  /// Share of tokens whose ratio was clipped.
  package var clipShare: Double
  /// Of distilled rows: log π(y₂|x) - log π(y₂|x, Δ) before the update, mean over tokens, in nats.
  package var logRatio: Double?
  /// Effective sample size of these rows under their ratios, as a share of their number:
  /// (Σ w)² / (n Σ w²), w = π(y₂|x) / π(y₂|x, Δ).
  package var effectiveShare: Double?
  /// The rows that had a gradient, and their tokens; `nil` in older logs.
  package var trainedRows: Int?
  package var trainedTokens: Int?
  /// Of the groups that failed or solved all, those in which no row had an advantage; `nil` where
  /// that is all of them, and in older logs.
  ///
  /// A group of one has an advantage under `erl.singleton = "reward"`, and so has one whose rewards
  /// differ below the threshold.
  package var idleFailedGroups: Int?
  package var idleSolvedGroups: Int?
  /// Each row's episode and advantage, in the order of the batch; empty in older logs, and in what
  /// `RunState` keeps.
  package var members: [RowMember] = []

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

extension RowStatistics {
  /// Groups that taught nothing because they were too hard.
  package var failedWithoutGradient: Int { idleFailedGroups ?? allFailedGroups }
  /// Groups that taught nothing because they were solved.
  package var solvedWithoutGradient: Int { idleSolvedGroups ?? allSolvedGroups }
}

/// A row of an update.
package struct RowMember: Sendable, Equatable {
  package var episode: Int
  /// Its advantage, or the weight of a distilled row.
  package var weight: Double

  package init(episode: Int, weight: Double) {
    self.episode = episode
    self.weight = weight
  }
}

extension UpdateRecord {
  /// The sums without the rows that they are of.
  package var withoutMembers: Self {
    var record = self
    for kind in record.rows.keys { record.rows[kind]?.members = [] }
    return record
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
  /// The reward of each task of the split in order, from which the rate can be computed again;
  /// `nil` in older logs, and in what `RunState` keeps.
  package var rewards: [Double]?

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

extension EvaluationRecord {
  /// The rate without the rewards that it is of.
  package var withoutRewards: Self {
    var record = self
    record.rewards = nil
    return record
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
