import Basics
import RLCore
import RunModel

/// The keys of an update.
struct UpdateLine: FieldLine {
  private var update: UpdateRecord

  init(_ record: UpdateRecord) { update = record }

  init() {
    update = UpdateRecord(
      step: 0, rows: [:], gradientNorm: 0, learningRate: 0, sequences: 0, tokens: 0,
      optimizerSteps: 0)
  }

  var record: UpdateRecord? { update }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.required("step", &update.step)
    var rows = RowTable(rows: update.rows)
    try coder.field("rows", &rows)
    update.rows = rows.rows
    try coder.field("gradient_norm", &update.gradientNorm)
    try coder.field("learning_rate", &update.learningRate)
    try coder.field("sequences", &update.sequences)
    try coder.field("tokens", &update.tokens)
    try coder.field("optimizer_steps", &update.optimizerSteps)
    try coder.field("routes_not_remembered", &update.routesNotRemembered)
    try coder.field("routes_not_distilled", &update.routesNotDistilled)
  }
}

/// Statistics by the kind of rows; a kind that only a newer Kolb has leaves the others as they are.
private struct RowTable: FieldValue {
  var rows: [RowKind: RowStatistics]

  static func read(from json: inout JSONReader) throws(JSONProblem) -> RowTable? {
    var table = RowTable(rows: [:])
    let fields = try json.object { json throws(JSONProblem) in
      try RowStatisticsLine.read(from: &json)?.record
    }
    for (name, statistics) in fields {
      if let kind = RowKind(rawValue: name) { table.rows[kind] = statistics }
    }
    return table
  }

  func write(into json: inout JSONWriter) {
    json.object { json in
      for (kind, statistics) in rows.sorted(by: { $0.key < $1.key }) {
        json.key(kind.rawValue)
        RowStatisticsLine(statistics).write(into: &json)
      }
    }
  }
}

/// The keys of what a kind of rows came to.
private struct RowStatisticsLine: FieldLine {
  private var statistics: RowStatistics
  /// The rows' own episodes and weights, as two lists.
  private var episodes: [Int]
  private var weights: [Double]

  init(_ record: RowStatistics) {
    statistics = record
    episodes = record.members.map(\.episode)
    weights = record.members.map(\.weight)
  }

  init() {
    statistics = RowStatistics(
      rows: 0, reward: 0, loss: 0, advantageMean: 0, advantageDeviation: 0, allFailedGroups: 0,
      allSolvedGroups: 0, groups: 0, kl: nil, entropy: 0, clipShare: 0)
    (episodes, weights) = ([], [])
  }

  var record: RowStatistics? {
    var statistics = statistics
    statistics.members = zip(episodes, weights).map { RowMember(episode: $0, weight: $1) }
    return statistics
  }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.field("rows", &statistics.rows)
    try coder.field("reward", &statistics.reward)
    try coder.field("loss", &statistics.loss)
    try coder.field("advantage_mean", &statistics.advantageMean)
    try coder.field("advantage_deviation", &statistics.advantageDeviation)
    try coder.field("all_failed_groups", &statistics.allFailedGroups)
    try coder.field("all_solved_groups", &statistics.allSolvedGroups)
    try coder.field("groups", &statistics.groups)
    try coder.field("kl", &statistics.kl)
    try coder.field("entropy", &statistics.entropy)
    try coder.field("clip_share", &statistics.clipShare)
    try coder.field("log_ratio", &statistics.logRatio)
    try coder.field("effective_share", &statistics.effectiveShare)
    try coder.field("trained_rows", &statistics.trainedRows)
    try coder.field("trained_tokens", &statistics.trainedTokens)
    try coder.field("idle_failed_groups", &statistics.idleFailedGroups)
    try coder.field("idle_solved_groups", &statistics.idleSolvedGroups)
    try coder.field("episodes", &episodes, usual: [])
    try coder.field("weights", &weights, usual: [])
  }
}
