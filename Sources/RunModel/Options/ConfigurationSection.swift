import RLCore

/// A table of the configuration file with its options, in the order in which they are written.
package struct ConfigurationSection: Sendable {
  /// The table's name, or nothing for the top of the file.
  package let name: String
  package let help: String
  package let options: [ConfigurationOption]

  init(_ name: String, _ help: String, _ options: [OptionDescription<RunSettings>]) {
    self.name = name
    self.help = help
    self.options = options.map { ConfigurationOption($0, section: name) }
  }

  /// The table of a world or a backend.
  init(_ table: OptionTable) {
    let name = table.name
    self.name = name
    help = table.help
    options = table.options.map { option in
      let placed = option.moved { (settings: RunSettings) in
        option.read(settings.values(of: name))
      } write: { value, settings in
        var values = settings.values(of: name)
        if let refusal = option.write(value, &values) { return refusal }
        settings.tables[name] = values.isEmpty ? nil : values
        return nil
      }
      return ConfigurationOption(placed, section: name, isLater: table.isLater)
    }
  }
}

/// The tables that every run has.
extension ConfigurationSection {

  static let top = Self(
    "", "What is learnt, how, and for how long.",
    [
      .text("environment", \.environment, "the world that is acted in"),
      .word("algorithm", \.algorithm, "erl, or its baseline rlvr with first attempts only"),
      .integer("seed", \.seed, in: 0...Int.max, "decides every draw of the run"),
      .integer("steps", \.steps, in: 1...1_000_000, "training steps"),
      .integer("prompts_per_step", \.promptsPerStep, in: 1...4096, "tasks drawn for a step"),
      .integer(
        "checkpoint_every", \.checkpointEvery, in: 0...1_000_000, "steps; 0 for the last only"),
      .integer(
        "checkpoint_keep", \.checkpointKeep, in: 0...1_000_000, "latest kept; 0 keeps all"
      )
      .addedLater().withoutEffect(),
      .integer("threads", \.threads, in: 0...256, "0 takes one a core; never changes what happens")
        .withoutEffect(),
    ])

  static let policy = Self(
    "policy", "Which model, and how it is sampled.",
    [
      .text("backend", \.policy.backend, "where the model runs"),
      .text(
        "model", \.policy.model, mayBeEmpty: true,
        "a shipped model, a folder, or a server's name for one"
      )
      .formerly("base").namingFile(),
      .text("url", \.policy.url, mayBeEmpty: true, "where the backend is, if not here")
        .addedLater(),
      .temperature("temperature", \.policy.temperature, "0 takes the likeliest token"),
      .number("top_p", \.policy.topP, in: 0...1, "share of probability kept; 1 keeps all"),
      .integer("top_k", \.policy.topK, in: 0...1_000_000, "tokens kept; 0 keeps all"),
    ])

  static let reflector = Self(
    "reflector", "Who reflects, where erl.reflector is \"external\".",
    [
      .text("backend", \.reflector.backend, "where its model runs").addedLater(),
      .text("model", \.reflector.model, mayBeEmpty: true, "empty takes policy.model")
        .addedLater().namingFile(),
      .text("url", \.reflector.url, mayBeEmpty: true, "where the backend is, if not here")
        .addedLater(),
    ])

  static let erl = Self(
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
      .integer(
        "retries", \.erl.retries, in: 1...16, "second attempts a reflection; their mean counts"
      )
      .addedLater(),
      .word("retry_on", \.erl.retryOn, "the same task, or another one of the same rules")
        .addedLater(),
      .word(
        "forget_routes", \.erl.forgetRoutes, "what never learns of reflections that tell the moves"
      )
      .addedLater(),
      .text(
        "corrections", \.erl.corrections, mayBeEmpty: true,
        "a file of what people said of answers, told where their task fails"
      )
      .addedLater().namingFile(),
    ])

  static let erlTrain = Self(
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

  static let erlHuman = Self(
    "erl.human", "A person who reflects, where erl.reflector is \"human\".",
    [
      .number("wait", \.erl.humanWait, in: 0...86_400, "seconds, then the policy reflects"),
      .integer("prompts", \.erl.humanPrompts, in: 0...256, "attempts a step to be asked about"),
    ])

  static let rlvr = Self(
    "rlvr", "The baseline.",
    [.integer("group_size", \.rlvr.groupSize, in: 1...256, "attempts a prompt")])

  static let optimizer = Self(
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

  static let log = Self(
    "log", "What is written down.",
    [
      .flag("turns", \.log.turns, "attempts turn by turn; without, only their numbers")
        .addedLater(),
      .word("evaluations", \.log.evaluations, "of held-out attempts: nothing, rewards, or all")
        .addedLater(),
    ])

  static let limits = Self(
    "limits", "What a run may cost until it stops with a checkpoint; a resume may cost it again.",
    [
      .integer("tokens", \.limits.tokens, in: 0...1_000_000_000_000, "tokens written; 0 for any")
        .addedLater(),
      .number("seconds", \.limits.seconds, in: 0...1e9, "0 for any")
        .addedLater(),
      .number(
        "money", \.limits.money, in: 0...1e9, "by the prices in openai.price_read and price_written"
      )
      .addedLater(),
    ])

  static let evaluation = Self(
    "evaluation", "How success is measured, with nothing learnt from it.",
    [
      .integer("every", \.evaluation.every, in: 0...1_000_000, "steps; 0 for never"),
      .integer("episodes", \.evaluation.episodes, in: 1...1_000_000, "attempts a measurement"),
      .temperature("temperature", \.evaluation.temperature, "of its sampling"),
      .flag("permuted", \.evaluation.permuted, "also boards whose letters mean something else"),
    ])

  static let probes = Self(
    "probes", "Extra rollouts that measure what reflections do, never learnt from.",
    [
      .number("share", \.probes.share, in: 0...1, "of the retried attempts; 0 for none"),
      .flag("blind", \.probes.blind, "a fresh first attempt at the same task"),
      .flag("placebos", \.probes.placebos, "told another's reflection, none, or shuffled words"),
      .integer("transfer", \.probes.transfer, in: 0...1000, "held-out tasks to try one on"),
    ])
}
