/// The paper's comparison and its two ablations (arXiv 2602.13949, table 1 and figure 7), with its
/// numbers for two models of other sizes beside ours.
extension ShippedExperiment {
  static let paper = paper(
    "paper", on: "FrozenLake", preset: "frozenlake",
    qwen: [0.94, 0.86, 0.86, 0.60], olmo: [0.66, 0.39, 0.64, 0.54])

  static let paperSokoban = paper(
    "paper-sokoban", on: "Sokoban", preset: "sokoban",
    qwen: [0.87, 0.06, 0.87, 0.59], olmo: [0.20, 0.04, 0.24, 0.06])

  static let paperHotpotQA = paper(
    "paper-hotpotqa", on: "HotpotQA", preset: "hotpotqa",
    qwen: [0.56, 0.45, 0.56, 0.48], olmo: [0.50, 0.47, 0.47, 0.46])

  /// The comparison on one task; the preset is ERL's, and the baseline's is called after it.
  ///
  /// `qwen` and `olmo` are what the paper reports for Qwen3-4B and Olmo-3-7B with ERL, with RLVR,
  /// without memory, and without reflection.
  private static func paper(
    _ name: String, on task: String, preset: String, qwen: [Double], olmo: [Double]
  ) -> ShippedExperiment {
    let published = zip(qwen, olmo).map { "published = { Qwen3-4B = \($0), Olmo-3-7B = \($1) }" }
    return ShippedExperiment(
      name, "ERL against RLVR on \(task), without memory, without reflection: the paper's table",
      toml: """
        name = "\(name)"
        title = "The paper's table 1, on \(task)"
        question = "Does ERL reach more than RLVR for the same number of generated tokens, and what \
        do memory and reflection contribute?"
        baseline = "rlvr"
        seeds = 5
        claims = ["S1", "S2", "S8", "S10"]
        preset = "\(preset)"

        [arms.erl]
        title = "ERL"
        \(published[0])

        [arms.rlvr]
        title = "RLVR"
        preset = "\(preset)-rlvr"
        \(published[1])

        [arms.no-memory]
        title = "without memory"
        \(published[2])
        set.erl.memory = "none"

        [arms.no-reflection]
        title = "raw history"
        \(published[3])
        set.erl.reflector = "none"

        [arms.oracle]
        title = "told the true rules"
        set.erl.reflector = "oracle"
        """)
  }
}
