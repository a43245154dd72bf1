/// Which options may be changed while a run goes on.
extension ConfigurationOption {
  /// Those that a training step reads anew.
  ///
  /// Everything about sampling, rewards, the update and evaluation is. What decides which tasks are drawn, how many, and from what world or model stays,
  /// because the run so far would mean something else.
  private static let changeableKeys: Set<String> = [
    RunConfiguration.totalKey, "checkpoint_every", "policy.temperature", "policy.top_p",
    "policy.top_k", "erl.threshold",
    "erl.gate", "erl.memory", "erl.reflector", "erl.advantages", "erl.singleton",
    "erl.forget_routes",
    "erl.train.first", "erl.train.reflection", "erl.train.second", "erl.train.distillation",
    "erl.train.distillation_weight", "erl.human.wait", "erl.human.prompts",
    "optimizer.learning_rate", "optimizer.beta1",
    "optimizer.beta2", "optimizer.weight_decay", "optimizer.clip_low", "optimizer.clip_high",
    "optimizer.kl", "optimizer.gradient_clip", "optimizer.epochs", "evaluation.every",
    "evaluation.episodes", "evaluation.temperature", "evaluation.permuted",
  ]

  package var isChangeable: Bool { Self.changeableKeys.contains(key) }
}
