import Foundation

/// A small experiment of two arms and three seeds, written by hand, whose figures are known.
///
/// Held-out success at steps 0, 10 and 20 is `base[seed]` for the arm `rlvr` and that of `erl` is
/// above it by `gain[seed]` at the end and by half of it in the middle.
struct SampleExperiment {
  static let base = [1: 0.30, 2: 0.50, 3: 0.40]
  static let gain = [1: 0.20, 2: 0.27, 3: 0.24]

  let folder: TemporaryFolder
  var path: String { folder.url.path }

  /// - Parameters:
  ///   - seeds: those to write; the rest may stand in another shard.
  ///   - unfinished: an arm whose last seed stops after step 10.
  /// - Throws: if the files cannot be written.
  init(seeds: [Int] = [1, 2, 3], unfinished: String? = nil) throws {
    folder = try TemporaryFolder()
    for arm in ["erl", "rlvr"] {
      for seed in seeds {
        let isWhole = arm != unfinished || seed != seeds.last
        let log = Self.log(arm: arm, seed: seed, isFinished: isWhole)
        _ = try folder.file("runs/\(arm)/seed-\(seed)/events.jsonl", log)
      }
    }
  }

  static func success(_ arm: String, seed: Int, step: Int) -> Double {
    let end = base[seed, default: 0] + (arm == "erl" ? gain[seed, default: 0] : 0)
    let share = Double(step) / 20
    return step == 10 && arm == "erl"
      ? base[seed, default: 0] / 2 + gain[seed, default: 0] / 2 : end * share
  }

  private static func log(arm: String, seed: Int, isFinished: Bool) -> String {
    let perStep = arm == "erl" ? 50 : 100
    var lines = [
      #"{"event":"run_started","schema":1,"run":"\#(arm)-s\#(seed)","kolb":"1","#
        + #""environment":"frozenlake","algorithm":"\#(arm)","seed":\#(seed),"steps":20,"#
        + #""digest":"d","legend":[],"random_walk":0.02,"summary":"made up","#
        + #""time":{"elapsed":0}}"#
    ]
    for step in stride(from: 0, through: isFinished ? 20 : 10, by: 10) {
      if step > 0 {
        lines.append(
          #"{"event":"update","step":\#(step),"rows":{},"gradient_norm":1,"learning_rate":0.001,"#
            + #""sequences":\#(step * 10),"tokens":\#(step * perStep),"#
            + #""optimizer_steps":\#(step * 2),"#
            + #""time":{"elapsed":\#(step * 3),"phases":{"first":2,"update":1}}}"#)
      }
      let rate = success(arm, seed: seed, step: step)
      lines.append(
        #"{"event":"evaluation","step":\#(step),"name":"heldout","success_rate":\#(rate),"#
          + #""low":0,"high":1,"episodes":100,"sequences":\#(step * 10),"#
          + #""tokens":\#(step * perStep),"time":{"elapsed":\#(step * 3)}}"#)
    }
    if isFinished { lines.append(#"{"event":"run_finished","step":20,"time":{"elapsed":61}}"#) }
    return lines.joined(separator: "\n") + "\n"
  }
}
