import Foundation
import Testing

/// A small log of each format.
struct SampleLog: Sendable, CustomTestStringConvertible {
  struct File: Sendable {
    var name: String
    var bytes: [UInt8]
  }

  let format: String
  let files: [File]
  /// Whether it grows by what is appended; a document is written anew instead.
  var isFollowed = true

  var testDescription: String { format }

  static let followed = all.filter(\.isFollowed)

  static let all: [SampleLog] = [
    SampleLog(format: "verl", files: [verl(step: 1), verl(step: 2), verl(step: 10)]),
    SampleLog(
      format: "metrics",
      files: [
        file(
          "progress.csv",
          (0..<30).reduce("step,loss,a b\n") { $0 + "\($1 * 2),\(1.0 / Double($1 + 1)),\($1)\n" })
      ]),
    SampleLog(format: "erl", files: fixture("erl")),
    SampleLog(format: "trl", files: fixture("trl-state"), isFollowed: false),
    SampleLog(format: "trl", files: fixture("trl"), isFollowed: false),
    SampleLog(format: "inspect", files: fixture("inspect"), isFollowed: false),
    SampleLog(
      format: "tinker",
      files: fixture("tinker") { name in
        if name.hasPrefix("metrics") { return -2 }
        return name.hasPrefix("checkpoints") ? -1 : name.hasSuffix("logtree.json") ? 1 : 0
      }),
    SampleLog(
      format: "verifiers", files: fixture("verifiers") { $0 == "metrics.jsonl" ? .max : 0 }),
    SampleLog(format: "tensorboard", files: fixture("tensorboard")),
    SampleLog(format: "tensorboard", files: fixture("tensorboard-tf2")),
    SampleLog(format: "wandb", files: fixture("wandb")),
    SampleLog(format: "reflexion", files: fixture("reflexion")),
    SampleLog(
      format: "tinker", files: [metricsOfTinker, tinker(iteration: 0), tinker(iteration: 1)]),
    SampleLog(format: "verifiers", files: [verifiers(step: 1), verifiers(step: 2)]),
    SampleLog(
      format: "verifiers",
      files: [
        file(
          "results.jsonl",
          (0..<5).map {
            #"{"example_id": \#($0 / 2), "prompt": [{"role": "user", "content": "2+\#($0)?"}], "#
              + #""completion": [{"role": "assistant", "content": "\#($0)"}], "answer": "4", "#
              + #""reward": \#($0 % 2), "is_truncated": false, "metrics": {"format": 1.0}}"# + "\n"
          }.joined())
      ]),
    SampleLog(format: "samples", files: fixture("skyrl") { $0.contains("aggregated") ? 1 : 0 }),
    SampleLog(
      format: "samples",
      files: [
        file(
          "global_step_20.jsonl",
          (0..<5).map {
            #"{"input_prompt": "2+\#($0)?", "output_response": "\#($0)", "score": [0.0, \#($0 % 2)], "#
              + #""stop_reason": "length", "env_class": "gsm8k"}"# + "\n"
          }.joined())
      ]),
  ]

  /// What a tool wrote; `rank` says which files of a step come later than others, and which last.
  static func fixture(_ name: String, rank: (String) -> Int = { _ in 0 }) -> [File] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/\(name)")
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    // In the order in which they were written: training before validation, step by step.
    func step(_ name: String) -> Int {
      if rank(name) == .max { return Int.max }
      let parts = name.split(separator: #/step_|iteration_/#, omittingEmptySubsequences: false)
      return parts.dropFirst().first.flatMap { Int($0.prefix { $0 != "_" && $0 != "/" }) } ?? 0
    }
    return names.filter { $0 != "config.json" }
      .sorted { (step($0), rank($0), $0) < (step($1), rank($1), $1) }
      .compactMap { name in
        (try? Data(contentsOf: folder.appending(path: name))).map {
          File(name: name, bytes: Array($0))
        }
      }
  }

  private static let metricsOfTinker = file(
    "metrics.jsonl",
    (0..<4).map {
      #"{"step": \#($0), "progress/batch": \#($0), "optim/lr": 0.001, "env/all/reward/total": 0.5}"#
        + "\n"
    }.joined())

  private static func tinker(iteration: Int) -> File {
    file(
      "iteration_00000\(iteration)/train_rollout_summaries.jsonl",
      (0..<4).map {
        #"{"schema_version": 1, "split": "train", "iteration": \#(iteration), "group_idx": \#($0 / 2), "#
          + #""traj_idx": \#($0 % 2), "tags": ["arithmetic"], "total_reward": \#($0 % 2), "#
          + #""final_reward": 0, "trajectory_metrics": {"correct": 1}, "final_ob_len": 3, "#
          + #""steps": [{"step_idx": 0, "ob_len": 9, "ac_len": 4, "reward": 1.0, "episode_done": true}]}"#
          + "\n"
      }.joined())
  }

  private static func verifiers(step: Int) -> File {
    file(
      "rollouts/step_\(step)/train/all/traces.jsonl",
      (0..<4).map {
        #"{"id": "e\#($0)", "env": {"id": "sums", "name": "sums"}, "task": {"type": "t", "#
          + #""data": {"question": "2+\#($0 / 2)?"}, "key": "k\#($0 / 2)", "hash": "h"}, "#
          + #""group": {"id": "g\#($0 / 2)"}, "run": {"type": "train", "id": "r", "#
          + #""work": {"type": "step", "step": \#(step)}}, "ok": true, "errors": [], "traces": ["#
          + #"{"id": "t", "agent": {"name": "a", "trainable": true}, "nodes": ["#
          + #"{"message": {"role": "user", "content": "2+\#($0 / 2)?"}, "sampled": false}, "#
          + #"{"parent": 0, "message": {"role": "assistant", "content": "4"}, "sampled": true}], "#
          + #""rewards": {"exact": {"score": \#($0 % 2), "weight": 0.5}}, "metrics": {"turns": 1}, "#
          + #""ok": true, "stop_condition": "done"}]}"# + "\n"
      }.joined())
  }

  private static func verl(step: Int) -> File {
    file(
      "\(step).jsonl",
      (0..<6).map { sample in
        #"{"input": "user\nWas ist \#(sample / 2)+1? 🎲", "output": "Ich \"denke\" \#(sample)", "#
          + #""gts": "\#(sample / 2 + 1)", "score": \#(Double(sample % 3) / 2), "step": \#(step)}"#
          + "\n"
      }.joined())
  }

  private static func file(_ name: String, _ text: String) -> File {
    File(name: name, bytes: Array(text.utf8))
  }

  /// The folder with everything.
  func whole() throws -> LogFolder {
    let folder = try LogFolder()
    for file in files { try folder.write(file.bytes, to: file.name) }
    return folder
  }

  /// Bytes of all files after which a cut is tried: all of few, some of many.
  var cuts: [Int] {
    let count = files.reduce(0) { $0 + $1.bytes.count }
    return Array(stride(from: 0, through: count, by: max(1, count / 120)))
  }

  /// The folder when so many bytes had been written, one file after another.
  func upTo(_ cut: Int) throws -> LogFolder {
    let folder = try LogFolder()
    var left = cut
    for file in files where left > 0 {
      try folder.write(file.bytes.prefix(left), to: file.name)
      left -= file.bytes.count
    }
    return folder
  }
}

// MARK: - Records

extension SampleLog.File {
  /// Its lines with their newlines.
  var records: [[UInt8]] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: true).map { Array($0) + [0x0A] }
  }

  /// The same for all files that are read in one way, by their names without numbers.
  fileprivate var kind: String {
    String(name.split(separator: "/").last ?? "").filter { !$0.isNumber }
  }
}

extension SampleLog {
  /// The first and the last file of each kind, with their places among all, that are lines.
  var lines: [(place: Int, file: File)] {
    representative { $0.hasSuffix(".jsonl") || $0.hasSuffix(".csv") }
  }

  /// The same of those that are a document each.
  var documents: [(place: Int, file: File)] { representative { $0.hasSuffix(".json") } }

  private func representative(_ isWanted: (String) -> Bool) -> [(place: Int, file: File)] {
    let wanted = files.enumerated().filter { isWanted($0.element.name) }
    let kinds = Dictionary(grouping: wanted, by: \.element.kind).values
    let places = Set(kinds.flatMap { [$0.first, $0.last].compactMap { $0?.offset } })
    return places.sorted().map { ($0, files[$0]) }
  }

  /// The log with other bytes in one of its files; without that file where there are none.
  func replacing(_ place: Int, by bytes: some Sequence<UInt8>) -> SampleLog {
    var files = files
    files[place].bytes = Array(bytes)
    if files[place].bytes.isEmpty { files.remove(at: place) }
    return SampleLog(format: format, files: files, isFollowed: isFollowed)
  }
}
