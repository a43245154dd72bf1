/// Every part of the method taken out or exchanged, one at a time.
extension ShippedExperiment {
  static let ablations = ablations(
    "ablations", on: "FrozenLake", preset: "frozenlake", other: "slot")
  static let ablationsSokoban = ablations(
    "ablations-sokoban", on: "Sokoban", preset: "sokoban", other: "bank")
  static let ablationsSokobanFar = ablations(
    "ablations-sokoban-far", on: "far rooms of Sokoban", preset: "sokoban-far", other: "slot",
    seeds: 41...45)
  static let ablationsHotpotQA = ablations(
    "ablations-hotpotqa", on: "HotpotQA", preset: "hotpotqa", other: "bank")

  // `other` is the memory that the preset does not have; no seed had a part in choosing the preset.
  private static func ablations(
    _ name: String, on task: String, preset: String, other: String,
    seeds: ClosedRange<Int> = 11...20
  ) -> ShippedExperiment {
    ShippedExperiment(
      name, "ERL on \(task) with each part taken out or exchanged, one at a time",
      toml: """
        name = "\(name)"
        title = "Which part of the method does what, on \(task)"
        question = "What is lost when one part of ERL is taken out or exchanged?"
        baseline = "erl"
        seeds = \(Array(seeds))
        claims = ["S1", "S2", "S3", "S4", "S5", "S7", "S8", "S9"]
        preset = "\(preset)"

        [arms.erl]
        title = "ERL"

        [arms.rlvr]
        title = "RLVR"
        preset = "\(preset)-rlvr"

        \(arms)

        [arms.\(other)]
        title = "memory: \(other)"
        set.erl.memory = "\(other)"
        """)
  }

  /// What is taken out or exchanged, the same for every task.
  private static let arms = """
    [arms.no-distillation]
    title = "no distillation"
    set.erl.train.distillation = "off"

    [arms.distillation-only]
    title = "distillation only"
    set.erl.train = { first = false, reflection = false, second = false }

    [arms.blind-distillation]
    title = "rejection sampling"
    set.erl.reflector = "blind"
    set.erl.train = { first = false, second = false }

    [arms.blind]
    title = "blind retry"
    set.erl.reflector = "blind"

    [arms.no-reflection]
    title = "raw history"
    set.erl.reflector = "none"

    [arms.placebo]
    title = "another task's reflection"
    set.erl.reflector = "placebo"

    [arms.frozen]
    title = "frozen reflector"
    set.erl.reflector = "frozen"

    [arms.oracle]
    title = "told the true rules"
    set.erl.reflector = "oracle"

    [arms.no-reflection-update]
    title = "reflections not learnt"
    set.erl.train.reflection = false

    [arms.no-second-update]
    title = "second attempts not learnt"
    set.erl.train.second = false

    [arms.no-gate]
    title = "gate off"
    set.erl.gate = false

    [arms.no-memory]
    title = "no memory"
    set.erl.memory = "none"

    [arms.per-worker]
    title = "memory per worker"
    set.erl.memory = "per_worker"

    [arms.pooled]
    title = "pooled groups"
    set.erl.advantages = "pooled"
    """
}
