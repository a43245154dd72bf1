import Foundation
import Importers
import RunLog
import RunModel

/// A file of another trainer's log, in the folder that its format is known by.
struct ForeignSample: Sendable {
  let format: String
  let name: String
  let bytes: [UInt8]

  static let all: [ForeignSample] = [
    fixture("trl", "checkpoint-6/trainer_state.json"),
    fixture("trl", "completions/completions_00006.jsonl"),
    fixture("tinker", "iteration_000001/train_rollout_summaries.jsonl"),
    fixture("verifiers", "rollouts/step_1/train/all/traces.jsonl"),
    fixture("samples", "global_step_5_evals/sums.jsonl", in: "skyrl"),
    fixture("tensorboard", "events.out.tfevents.1700000000.host"),
    fixture("wandb", "run-zer2qyuh.wandb"),
    fixture("inspect", "sums.json"),
    fixture("reflexion", "env_results_trial_0.json"),
    fixture("erl", "episodes/train_step_1_epoch_0/episode_hash9d8a376c_idtask1_1.json"),
    ForeignSample(
      format: "verl", name: "1.jsonl",
      #"{"input": "user\nWas ist 1+1? 🎲", "output": "2", "gts": "2", "score": 0.5, "step": 1}"#),
    ForeignSample(
      format: "metrics", name: "progress.csv", "step,loss,a b\n0,1.5,2\n2,0.75,\n4,nan,x\n"),
    ForeignSample(
      format: "tinker", name: "iteration_000000/train_rollout_summaries.jsonl",
      #"{"schema_version": 1, "split": "train", "iteration": 0, "group_idx": 0, "traj_idx": 1, "#
        + #""tags": ["arithmetic"], "total_reward": 1, "final_reward": 0, "#
        + #""trajectory_metrics": {"correct": 1}, "final_ob_len": 3, "steps": [{"step_idx": 0, "#
        + #""ob_len": 9, "ac_len": 4, "reward": 1.0, "episode_done": true}]}"#),
    ForeignSample(
      format: "verifiers", name: "results.jsonl",
      #"{"example_id": 0, "prompt": [{"role": "user", "content": "2+2?"}], "completion": "#
        + #"[{"role": "assistant", "content": "4"}], "answer": "4", "reward": 1, "#
        + #""is_truncated": false, "metrics": {"format": 1.0}}"#),
    ForeignSample(
      format: "samples", name: "global_step_20.jsonl",
      #"{"input_prompt": "2+2?", "output_response": "4", "score": [0.0, 1], "#
        + #""stop_reason": "length", "env_class": "gsm8k"}"#),
  ]

  private init(format: String, name: String, _ text: String) {
    self.init(format: format, name: name, bytes: Array((text + "\n").utf8))
  }

  private init(format: String, name: String, bytes: [UInt8]) {
    (self.format, self.name, self.bytes) = (format, name, bytes)
  }

  /// What the tool itself wrote.
  private static func fixture(
    _ format: String, _ name: String, in folder: String? = nil
  ) -> ForeignSample {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = tests.appending(path: "ImportersTests/Fixtures/\(folder ?? format)/\(name)")
    let bytes = (try? Data(contentsOf: file)).map { Array($0) } ?? []
    return ForeignSample(format: format, name: name, bytes: bytes)
  }

  /// Reads a folder that holds such a file, and folds what it says as the dashboard does.
  var grammar: Grammar {
    Grammar(
      "\(format)'s \(name)", seeds: [bytes],
      words: ["\"step\":", "\"reward\":", "\"score\":", "\"messages\":", "[{", "}]", "},{"]
    ) { bytes in
      let folder = FileManager.default.temporaryDirectory
        .appending(path: "kolb-parsers-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
      let found = try LogFinder(format: format, listing: .zero).logs(at: folder.path)
      var state = RunState()
      var reader = try found[0].log.reader()
      var count = 0
      func take(_ batch: EventBatch) {
        for event in batch.events { state.apply(event.event, offset: event.offset) }
        count += batch.events.count
      }
      while true {
        let batch = try reader.readMore(limit: ReadLimit(lines: 50, bytes: 1 << 20))
        take(batch)
        guard batch.status == .more else { break }
      }
      take(reader.finish())
      guard count > 0 else { throw Grammar.NothingRead() }
    }
  }
}

extension Grammar {
  struct NothingRead: Error {}
}
