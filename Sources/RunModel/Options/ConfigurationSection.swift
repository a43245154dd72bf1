import Basics

/// A table of the configuration file with its options, in the order in which they are written.
package struct ConfigurationSection: Sendable {
  /// The table's name, or nothing for the top of the file.
  package let name: String
  package let help: String
  package let options: [ConfigurationOption]

  init(_ name: String, _ help: String, _ options: [ConfigurationOption]) {
    self.name = name
    self.help = help
    self.options = options.map { option in
      var option = option
      option.section = name
      return option
    }
  }
}

extension ConfigurationSection {
  /// Every option of a run.
  package static let all = [
    top, frozenLake, sokoban, hotpotQA, policy, reflector, erl, erlTrain, erlHuman, rlvr, optimizer,
    evaluation, probes, log,
  ]

  private static let top = Self(
    "", "What is learnt, how, and for how long.",
    [
      .text("environment", \.environment, "the world that is acted in"),
      .word("algorithm", \.algorithm, "erl, or its baseline rlvr with first attempts only"),
      .integer("seed", \.seed, in: 0...Int.max, "decides every draw of the run"),
      .integer("steps", \.steps, in: 1...1_000_000, "training steps"),
      .integer("prompts_per_step", \.promptsPerStep, in: 1...4096, "tasks drawn for a step"),
      .integer(
        "checkpoint_every", \.checkpointEvery, in: 0...1_000_000, "steps; 0 for the last only"),
      .integer("threads", \.threads, in: 0...256, "0 takes one a core; never changes what happens")
        .withoutEffect(),
    ])

  private static let frozenLake = Self(
    "frozenlake", "The boards that the agent walks on.",
    [
      .integers(
        "size", from: \.frozenLake.sizeMinimum, to: \.frozenLake.sizeMaximum, in: 2...9,
        "side of a board, or [smallest, largest]"),
      .numbers(
        "frozen", from: \.frozenLake.frozenMinimum, to: \.frozenLake.frozenMaximum, in: 0...1,
        "share of safe tiles, or [smallest, largest]"),
      .integers(
        "distance", from: \.frozenLake.distanceMinimum, to: \.frozenLake.distanceMaximum,
        in: 1...80, "shortest path in moves, or [smallest, largest]"),
      .integer("letters", \.frozenLake.letters, in: 4...26, "letters for tiles; 4 is one a kind"),
      .integer("budget", \.frozenLake.budget, in: 1...1000, "turns of an attempt"),
      .flag("slippery", \.frozenLake.slippery, "whether the ice may carry the agent sideways"),
      .word("rules", \.frozenLake.rules, "whether first attempts are told what letters mean")
        .addedLater(),
      .word("reward", \.frozenLake.reward, "shaped: a failure earns by how near it came")
        .addedLater(),
      .text(
        "tasks", \.frozenLake.tasks, mayBeEmpty: true, "file of tasks; empty generates them"),
    ])

  private static let sokoban = Self(
    "sokoban", "The rooms that the agent pushes boxes in.",
    [
      .integers(
        "size", from: \.sokoban.sizeMinimum, to: \.sokoban.sizeMaximum, in: 5...10,
        "side of a room with its walls, or [smallest, largest]"),
      .integers(
        "moves", from: \.sokoban.movesMinimum, to: \.sokoban.movesMaximum, in: 1...1000,
        "fewest moves that solve it, or [smallest, largest]"),
      .integer("marks", \.sokoban.marks, in: 0...3, "letters for floor that look like things"),
      .integer("budget", \.sokoban.budget, in: 1...1000, "turns of an attempt"),
      .text("tasks", \.sokoban.tasks, mayBeEmpty: true, "file of tasks; empty generates them"),
    ])

  private static let hotpotQA = Self(
    "hotpotqa", "The questions, and what is searched for their answers.",
    [
      .text("tasks", \.hotpotQA.tasks, mayBeEmpty: true, "file of questions; empty makes a world"),
      .text("corpus", \.hotpotQA.corpus, mayBeEmpty: true, "file of paragraphs to search instead"),
      .integer("top_k", \.hotpotQA.topK, in: 0...50, "results of a search; 0 takes 5, or 1 there"),
      .integer(
        "snippet_length", \.hotpotQA.snippetLength, in: 1...100_000, "characters shown of each"),
      .integer("budget", \.hotpotQA.budget, in: 1...100, "turns of an attempt"),
      .integer("relations", \.hotpotQA.relations, in: 3...6, "hidden letters of the made world"),
    ])

  private static let policy = Self(
    "policy", "Which model, and how it is sampled.",
    [
      .text("backend", \.policy.backend, "where the model runs"),
      .text("model", \.policy.model, "a shipped model, or a folder")
        .formerly("base"),
      .text("url", \.policy.url, mayBeEmpty: true, "where the backend is, if not here")
        .addedLater(),
      .temperature("temperature", \.policy.temperature, "0 takes the likeliest token"),
      .number("top_p", \.policy.topP, in: 0...1, "share of probability kept; 1 keeps all"),
      .integer("top_k", \.policy.topK, in: 0...1_000_000, "tokens kept; 0 keeps all"),
    ])

  private static let reflector = Self(
    "reflector", "Who reflects, where erl.reflector is \"external\".",
    [
      .text("backend", \.reflector.backend, "where its model runs").addedLater(),
      .text("model", \.reflector.model, mayBeEmpty: true, "empty takes policy.model")
        .addedLater(),
      .text("url", \.reflector.url, mayBeEmpty: true, "where the backend is, if not here")
        .addedLater(),
    ])

  private static let erl = Self(
    "erl", "The loop of attempt, reflection and second attempt.",
    [
      .integer("group_size", \.erl.groupSize, in: 1...256, "first attempts a prompt"),
      .number("threshold", \.erl.threshold, in: -1000...1000, "reward that counts as success"),
      .flag("gate", \.erl.gate, "reflect only on attempts below the threshold"),
      .word(
        "memory", \.erl.memory, words: ERLOptions.Memory.names, parse: { .init(name: $0) },
        write: \.name, "what reflections are kept: one, k, one a worker, none"),
      .word(
        "reflector", \.erl.reflector,
        "who reflects; none shows the raw history instead, blind nothing"),
      .word("advantages", \.erl.advantages, "which rewards are compared with one another"),
      .word("singleton", \.erl.singleton, "advantage of a row alone in its group"),
    ])

  private static let erlTrain = Self(
    "erl.train", "Which rows are learnt from.",
    [
      .flag("first", \.erl.trainFirst, "first attempts"),
      .flag("reflection", \.erl.trainReflection, "reflections, by the second attempt's reward"),
      .flag("second", \.erl.trainSecond, "second attempts, with the reflection in view"),
      .word(
        "distillation", \.erl.distillation, "weight of successful second attempts without it"),
      .number(
        "distillation_weight", \.erl.distillationWeight, in: 0...1000, "factor on their loss"),
      .flag("keep_failed", \.erl.keepsFailed, "keep those that earned nothing, at weight 0")
        .addedLater(),
      .flag("repeat_reflections", \.erl.repeatsReflections, "learn from each reflection twice")
        .addedLater(),
    ])

  private static let erlHuman = Self(
    "erl.human", "A person who reflects, where erl.reflector is \"human\".",
    [
      .number("wait", \.erl.humanWait, in: 0...86_400, "seconds, then the policy reflects"),
      .integer("prompts", \.erl.humanPrompts, in: 0...256, "attempts a step to be asked about"),
    ])

  private static let rlvr = Self(
    "rlvr", "The baseline.",
    [.integer("group_size", \.rlvr.groupSize, in: 1...256, "attempts a prompt")])

  private static let optimizer = Self(
    "optimizer", "How the weights are changed: AdamW on the clipped ratio.",
    [
      .number("learning_rate", \.optimizer.learningRate, in: 0...10, "of every step"),
      .number("beta1", \.optimizer.beta1, in: 0...0.999999, "decay of the mean gradient"),
      .number("beta2", \.optimizer.beta2, in: 0...0.999999, "decay of the mean square"),
      .number("weight_decay", \.optimizer.weightDecay, in: 0...10, "decoupled"),
      .number("clip_low", \.optimizer.clipLow, in: 0...1, "a ratio counts from 1 - this"),
      .number("clip_high", \.optimizer.clipHigh, in: 0...1000, "and up to 1 + this"),
      .number("kl", \.optimizer.kl, in: 0...1000, "weight of the divergence from the start"),
      .number("gradient_clip", \.optimizer.gradientClip, in: 0...1e9, "largest norm; 0 for any"),
      .integer("epochs", \.optimizer.epochs, in: 1...100, "passes over a step's rows"),
    ])

  private static let log = Self(
    "log", "What is written down.",
    [
      .flag("turns", \.log.turns, "attempts turn by turn; without, only their numbers")
        .addedLater(),
      .word("evaluations", \.log.evaluations, "of held-out attempts: nothing, rewards, or all")
        .addedLater(),
    ])

  private static let evaluation = Self(
    "evaluation", "How success is measured, with nothing learnt from it.",
    [
      .integer("every", \.evaluation.every, in: 0...1_000_000, "steps; 0 for never"),
      .integer("episodes", \.evaluation.episodes, in: 1...1_000_000, "attempts a measurement"),
      .temperature("temperature", \.evaluation.temperature, "of its sampling"),
      .flag("permuted", \.evaluation.permuted, "also boards whose letters mean something else"),
    ])

  private static let probes = Self(
    "probes", "Extra rollouts that measure what reflections do, never learnt from.",
    [
      .number("share", \.probes.share, in: 0...1, "of the retried attempts; 0 for none"),
      .flag("blind", \.probes.blind, "a fresh first attempt at the same task"),
      .flag("placebos", \.probes.placebos, "told another's reflection, none, or shuffled words"),
      .integer("transfer", \.probes.transfer, in: 0...1000, "held-out tasks to try one on"),
    ])
}

extension ConfigurationOption {
  package static let all = ConfigurationSection.all.flatMap(\.options)

  private static let byKey = Dictionary(
    all.flatMap { option in option.keys.map { ($0, option) } },
    uniquingKeysWith: { first, _ in first })

  /// The option with a whole key such as "erl.memory".
  package static func named(_ key: String) throws(ConfigurationProblem) -> Self {
    if let option = byKey[key] { return option }
    throw .unknownKey(key, suggestion: suggestion(for: key))
  }

  /// The key that was probably meant: the nearest one, or one of that name in another table.
  package static func suggestion(for key: String) -> String? {
    if let nearest = Spelling.nearest(to: key, among: all.map(\.key)) { return nearest }
    let name = key.split(separator: ".").last.map(String.init) ?? key
    guard let nearest = Spelling.nearest(to: name, among: all.map(\.name)) else { return nil }
    return all.first { $0.name == nearest }?.key
  }
}
