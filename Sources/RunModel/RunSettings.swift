import RLCore

/// What a run was asked to do, every option with a value.
///
/// The names are those of the configuration file, `run.toml`; `snake_case` there, `camelCase` here.
/// The defaults are the method's paper's where it names one.
package struct RunSettings: Sendable, Equatable {
  package enum Algorithm: String, Sendable, CaseIterable {
    case erl
    case rlvr
  }

  package var environment = ""
  package var algorithm = Algorithm.erl
  package var seed = 1
  package var steps = 60
  package var promptsPerStep = 8
  /// Steps between checkpoints.
  package var checkpointEvery = 10
  /// The latest checkpoints that are kept; 0 keeps all.
  ///
  /// Has no effect on what happens, only on where the run can be taken up again.
  package var checkpointKeep = 0
  /// Compute threads; 0 takes one a core.
  ///
  /// Has no effect on what happens, only on how fast.
  package var threads = 0
  /// The options of worlds and backends, by the name of their table, each as its
  /// table describes it.
  package internal(set) var tables: [String: OptionValues] = [:]
  package var policy = PolicyOptions()
  package var reflector = ReflectorOptions()
  package var erl = ERLOptions()
  package var rlvr = RLVROptions()
  package var optimizer = OptimizerOptions()
  package var evaluation = EvaluationOptions()
  package var probes = ProbeOptions()
  package var log = LogOptions()
  package var limits = LimitOptions()

  /// The options of a world or a backend.
  package func values(of table: String) -> OptionValues { tables[table] ?? OptionValues() }

  /// The seed as the generators take it.
  package var seedBits: UInt64 { UInt64(bitPattern: Int64(seed)) }
}

/// Which model, and how it is sampled: `[policy]`.
package struct PolicyOptions: Sendable, Equatable {
  package var backend = "embedded"
  /// A shipped model or a checkpoint folder; what a server calls it.
  package var model = ""
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

  /// What a second attempt is made at.
  package enum RetryTask: String, Sendable, CaseIterable {
    /// The task of the first attempt (the paper).
    case same
    /// Another task of the same rules, so that only what transfers is rewarded.
    case sibling
  }

  /// From where reflections that give a route through their very task are kept.
  package enum RouteFilter: String, Sendable, CaseIterable {
    case off
    /// Such a reflection is not remembered.
    case memory
    /// A second attempt that was told one is not distilled.
    case distillation
    case both

    package var guardsMemory: Bool { self == .memory || self == .both }
    package var guardsDistillation: Bool { self == .distillation || self == .both }
  }

  /// First attempts a prompt.
  package var groupSize = 4
  /// τ: an attempt below it is reflected on, a reflection at or above it is remembered.
  package var threshold = 1.0
  /// Whether only attempts below the threshold are reflected on.
  package var gate = true
  /// Second attempts a reflection, whose mean reward is the reflection's.
  package var retries = 1
  package var retryOn = RetryTask.same
  package var forgetRoutes = RouteFilter.off
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
  /// A file of what people said of a model's answers; empty where there is none.
  package var corrections = ""
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

/// What a run may cost until it stops with a checkpoint, which a resume may cost again: `[limits]`.
package struct LimitOptions: Sendable, Equatable {
  /// Tokens that are written for training; 0 for any number.
  package var tokens = 0
  /// Seconds; 0 for any number.
  package var seconds = 0.0
  /// Money, in the currency of the prices of the servers that are asked; 0 for any amount.
  package var money = 0.0

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
