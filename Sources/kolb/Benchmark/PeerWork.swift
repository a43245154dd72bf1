import Basics
import ERLTraining
import Foundation
import RLCore
import RunModel
import TinyTransformer

/// What the rows of a benchmark work on, for other programs to do the same.
///
/// ```
/// FOLDER/
///   model/       the shipped model, as a folder that transformers opens
///   large.json   the shape with four times the weights
///   steps.jsonl  what the default run's first steps read, wrote and learnt from, one a line
/// ```
enum PeerWork {
  static func write(to folder: String, from bench: Workbench) throws {
    let folder = URL(fileURLWithPath: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try bench.model().write(to: folder.appending(path: "model"))
    let shape = try bench.largeShape()
    var large = JSONLine()
    large.add("vocab_size", shape.vocabularySize)
    large.add("hidden_size", shape.hiddenSize)
    large.add("intermediate_size", shape.intermediateSize)
    large.add("num_hidden_layers", shape.layerCount)
    large.add("num_attention_heads", shape.headCount)
    large.add("num_key_value_heads", shape.keyValueHeadCount)
    large.add("head_dim", shape.headDimension)
    large.add("rope_theta", shape.ropeTheta)
    try put(large.text, in: folder, "large.json")
    let policy = try blocking { [request = PartsRequest(try bench.configuration(threads: 1))] in
      try await request.makeLearner()
    }
    let lines = try bench.recordedSteps().steps.map { try line(of: $0, policy) }
    try put(lines.joined(separator: "\n"), in: folder, "steps.jsonl")
  }

  private static func put(_ text: String, in folder: URL, _ name: String) throws {
    try OutputFile.write(text + "\n", to: folder.appending(path: name).path)
  }

  private static func line(
    of step: RecordedSteps.Step, _ policy: any TrainablePolicy
  ) throws -> String {
    var rows: [Row] = []
    for batch in step.batches {
      let trajectories = try blocking {
        try await policy.trajectories(of: batch.rows.map(\.conversation))
      }
      for (row, trajectories) in zip(batch.rows, trajectories) {
        let weight = batch.isTrained ? row.weight : 0
        rows += trajectories.map { Row(kind: batch.kind, weight: weight, trajectory: $0) }
      }
    }
    var json = JSONWriter()
    json.object { json in
      json.key("rounds")
      json.list(step.rounds) { json, round in
        json.list(round) { json, turn in write(turn, to: &json) }
      }
      json.key("rows")
      json.list(rows) { json, row in write(row, to: &json) }
    }
    return json.text
  }

  /// What is learnt from, with the weight of its loss; 0 where there is no gradient.
  private struct Row {
    let kind: RowKind
    let weight: Double
    let trajectory: Trajectory
  }

  private static func write(_ row: Row, to json: inout JSONWriter) {
    json.object { json in
      json.field("kind", row.kind.rawValue)
      json.field("weight", row.weight)
      json.key("tokens")
      json.list(row.trajectory.tokens) { $0.integer(Int($1)) }
      json.key("positions")
      json.list(row.trajectory.written) { $0.integer($1) }
      json.key("log_probabilities")
      json.list(row.trajectory.logProbabilities) { $0.number($1) }
    }
  }

  private static func write(_ turn: RecordedTurn, to json: inout JSONWriter) {
    json.object { json in
      json.field("conversation", turn.conversation)
      json.field("known", turn.known)
      json.key("told")
      json.list(turn.told) { $0.integer(Int($1)) }
      json.key("written")
      json.list(turn.written) { $0.integer(Int($1)) }
    }
  }
}
