/// What a run was asked to do, every option with a value.
///
/// The names are those of the configuration file, `run.toml`; `snake_case` there, `camelCase` here.
/// The defaults are the method's paper's where it names one.
package struct RunConfiguration: Sendable, Equatable {
  package enum Algorithm: String, Sendable, CaseIterable {
    case erl
    case rlvr
  }

  package var environment = "frozenlake"
  package var algorithm = Algorithm.erl
  package var seed = 1
  package var steps = 60
  package var promptsPerStep = 8
  /// Steps between checkpoints.
  package var checkpointEvery = 10
  /// Compute threads; 0 takes one a core.
  ///
  /// Has no effect on what happens, only on how fast.
  package var threads = 0
  package var frozenLake = FrozenLakeOptions()
  package var sokoban = SokobanOptions()
  package var hotpotQA = HotpotQAOptions()
  package var policy = PolicyOptions()
  package var reflector = ReflectorOptions()
  package var erl = ERLOptions()
  package var rlvr = RLVROptions()
  package var optimizer = OptimizerOptions()
  package var evaluation = EvaluationOptions()
  package var probes = ProbeOptions()
  package var log = LogOptions()

  package init() {}

  /// The seed as the generators take it.
  package var seedBits: UInt64 { UInt64(bitPattern: Int64(seed)) }
}

/// The environment's own options: `[frozenlake]`.
package struct FrozenLakeOptions: Sendable, Equatable {
  /// Smallest and largest side of a board, 2 to 9.
  package var sizeMinimum = 5
  package var sizeMaximum = 5
  /// Range of the share of frozen tiles that a board is drawn with.
  package var frozenMinimum = 0.6
  package var frozenMaximum = 0.85
  /// Range of the shortest path from start to goal, in moves.
  package var distanceMinimum = 4
  package var distanceMaximum = 7
  /// Letters that the tiles are written with: 4 is one a kind, as officially; 6 gives holes and
  /// safe tiles two each.
  package var letters = 6
  package var budget = 8
  package var slippery = false
  /// Whether an attempt without a reflection is told the true rules instead.
  package var rules = Rules.hidden
  package var reward = Reward.sparse
  /// A file of tasks to train on instead of generated ones.
  package var tasks = ""

  package enum Rules: String, Sendable, CaseIterable {
    /// What the letters mean must be found out (the paper).
    case hidden
    case told
  }

  package enum Reward: String, Sendable, CaseIterable {
    /// 1 at the goal, else 0 (the paper).
    case sparse
    /// An attempt that fails earns up to a half by how near to the goal it came.
    case shaped
  }

  package init() {}
}

/// The environment's own options: `[sokoban]`.
package struct SokobanOptions: Sendable, Equatable {
  /// Smallest and largest side of a room, walls included, 5 to 10.
  package var sizeMinimum = 6
  package var sizeMaximum = 8
  /// Range of the fewest moves that solve a room.
  package var movesMinimum = 5
  package var movesMaximum = 8
  /// Letters that stand for floor and look like a box or a goal; officially none.
  package var marks = 2
  package var budget = 8
  /// A file of tasks to train on instead of generated ones.
  package var tasks = ""

  package init() {}
}

/// The environment's own options: `[hotpotqa]`.
package struct HotpotQAOptions: Sendable, Equatable {
  /// A file of questions; empty asks about a generated world.
  package var tasks = ""
  /// A file of paragraphs to search instead of the questions' own.
  package var corpus = ""
  /// Paragraphs that a search shows; 0 takes 5, as officially, and 1 in the generated world.
  package var topK = 0
  /// Characters that are shown of each.
  package var snippetLength = 300
  /// Turns of an attempt, the answer among them.
  package var budget = 5
  /// Kinds of entities in the generated world.
  package var relations = 4

  package init() {}
}

/// Which model, and how it is sampled: `[policy]`.
package struct PolicyOptions: Sendable, Equatable {
  package var backend = "embedded"
  /// A shipped model or a checkpoint folder; what a server calls it.
  package var model = "frozenlake"
  /// Where the backend is; empty for one in this process.
  package var url = ""
  /// The paper's, for attempts and reflections.
  package var temperature = 0.7
  package var topP = 1.0
  package var topK = 0

  package init() {}
}

/// Who reflects where `erl.reflector` is "external": `[reflector]`.
package struct ReflectorOptions: Sendable, Equatable {
  package var backend = "embedded"
  /// As in `[policy]`; empty takes that model.
  package var model = ""
  package var url = ""

  package init() {}
}

/// The loop's options, on which the paper, its code and others differ: `[erl]`, `[erl.train]`.
package struct ERLOptions: Sendable, Equatable {
  package enum Memory: Sendable, Equatable {
    /// One global entry, overwritten by the latest success (the paper).
    case slot
    /// Several entries; the one with the best record is used.
    case bank(Int)
    /// One slot for each rollout place, as the official code does.
    case perWorker
    case none
  }

  package enum Reflector: String, Sendable, CaseIterable {
    /// The policy itself.
    case own = "self"
    /// The policy as it was when training began.
    case frozen
    /// The true rules.
    case oracle
    /// No reflection: the second attempt sees the raw history.
    case none
    /// The policy itself, but the second attempt is told what it wrote about another task.
    case placebo
    /// No reflection and no history: the second attempt begins as the first did.
    case blind

    /// A person, for a few attempts a step; the policy itself for the others.
    case human
    /// Another policy, which `[reflector]` names and which does not learn.
    case external

    /// Whether the policy that is trained writes reflections, and so learns to.
    package var isPolicy: Bool { self == .own || self == .placebo || self == .human }

    /// As the log names who wrote a reflection.
    package var author: String { self == .placebo ? Self.own.rawValue : rawValue }
  }

  package enum AdvantageGroups: String, Sendable, CaseIterable {
    case perRowType = "per_row_type"
    case pooled
  }

  /// What a group of one gets.
  package enum Singleton: String, Sendable, CaseIterable {
    /// Its raw reward, as in the official code.
    case reward
    case zero
  }

  package enum Distillation: String, Sendable, CaseIterable {
    /// Weight 1 where the second reward is above 0 (the paper).
    case indicator
    /// The second reward itself (the official code).
    case reward
    case off
  }

  /// First attempts a prompt.
  package var groupSize = 4
  /// τ: an attempt below it is reflected on, a reflection at or above it is remembered.
  package var threshold = 1.0
  /// Whether only attempts below the threshold are reflected on.
  package var gate = true
  package var memory = Memory.slot
  package var reflector = Reflector.own
  package var advantages = AdvantageGroups.perRowType
  package var singleton = Singleton.reward
  package var trainFirst = true
  package var trainReflection = true
  package var trainSecond = true
  package var distillation = Distillation.indicator
  package var distillationWeight = 1.0
  /// Whether second attempts that earned nothing stay among the distilled rows, at weight 0, as
  /// in the official code: they teach nothing, but the mean over the rows is then over more.
  package var keepsFailed = false
  /// Whether each reflection is learnt from twice, as the official code does on boards.
  package var repeatsReflections = false
  /// Seconds that a person is waited for, and attempts a step that one is asked about.
  package var humanWait = 60.0
  package var humanPrompts = 1

  package init() {}
}

/// The baseline that learns from first attempts alone: `[rlvr]`.
package struct RLVROptions: Sendable, Equatable {
  package var groupSize = 10

  package init() {}
}

/// How the weights are changed: `[optimizer]`.
package struct OptimizerOptions: Sendable, Equatable {
  package var learningRate = 1e-3
  package var beta1 = 0.9
  package var beta2 = 0.99
  package var weightDecay = 0.0
  package var clipLow = 0.2
  package var clipHigh = 0.28
  /// Weight of the divergence from the weights that training began with.
  package var kl = 0.0
  package var gradientClip = 1.0
  /// Passes over a step's rows.
  package var epochs = 1

  package init() {}
}

/// Extra rollouts that measure what reflections do, and are never learnt from: `[probes]`.
package struct ProbeOptions: Sendable, Equatable {
  /// Share of the retried attempts that are probed; 0 for none.
  package var share = 0.03
  /// A fresh first attempt at the same task.
  package var blind = true
  /// Second attempts told another task's reflection, none, and the own words in another order.
  package var placebos = true
  /// Held-out tasks on which a probed reflection is tried; 0 for none.
  package var transfer = 2

  package init() {}
}

/// What is written down of a run: `[log]`.
package struct LogOptions: Sendable, Equatable {
  /// Whether attempts are logged turn by turn, with their boards and words.
  ///
  /// Without, a log has every number and what reflections say, at a tenth of the size; there is
  /// then nothing to step through.
  package var turns = true
  package var evaluations = Evaluations.rewards

  /// How much is written down of held-out attempts.
  package enum Evaluations: String, Sendable, CaseIterable {
    /// How many succeeded.
    case off
    /// What each earned, so that the rate can be computed again.
    case rewards
    /// Every attempt, as those of training are.
    case turns
  }

  package init() {}
}

/// How success is measured while nothing is learnt: `[evaluation]`.
package struct EvaluationOptions: Sendable, Equatable {
  /// Steps between evaluations; 0 for none.
  package var every = 5
  package var episodes = 200
  package var temperature = 0.7
  /// Whether boards whose letters mean something else are also measured.
  package var permuted = true

  package init() {}
}
