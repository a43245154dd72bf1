import Basics
import RLCore
import RunModel

/// The keys of the beginning of a run.
struct RunStartLine: FieldLine {
  private var start: RunStart

  init(_ record: RunStart) { start = record }

  init() {
    start = RunStart(
      run: "", kolb: "", environment: "", algorithm: "", seed: 0, steps: 0, digest: "", legend: [])
  }

  var record: RunStart? { start }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.field("schema", &start.schema)
    try coder.field("run", &start.run)
    try coder.field("kolb", &start.kolb)
    try coder.field("environment", &start.environment)
    try coder.field("algorithm", &start.algorithm)
    var seed = WholeNumber(value: start.seed)
    try coder.field("seed", &seed)
    start.seed = seed.value
    try coder.field("steps", &start.steps)
    try coder.field("digest", &start.digest)
    try coder.records("legend", &start.legend, as: LegendLine.self)
    try coder.field("random_walk", &start.randomWalk)
    try coder.field("summary", &start.summary)
    try coder.field("threshold", &start.threshold)
    try coder.field("build", &start.build)
    try coder.field("model", &start.model)
    try coder.field("model_digest", &start.modelDigest)
    try coder.field("wording", &start.wording)
    try coder.field("reflector", &start.reflector)
    try coder.field("reflector_digest", &start.reflectorDigest)
    try coder.records("task_files", &start.taskFiles, as: TaskFileLine.self)
    try coder.field("format", &start.format)
    try coder.records("absent", &start.absent, as: AbsentFactLine.self)
  }
}

/// The keys of a symbol; how it looks is told where its meaning does not say it.
struct LegendLine: FieldLine {
  private var entry: LegendEntry
  private var role: String?
  private var sign: String?

  init(_ record: LegendEntry) {
    entry = record
    guard !record.looksAsItsMeaning else { return }
    role = record.look.role.rawValue
    sign = record.look.sign.map(String.init)
  }

  init() { entry = LegendEntry(symbol: "", meaning: "") }

  var record: LegendEntry? {
    var entry = entry
    if let role {
      entry.look = TileLook(TileRole(rawValue: role) ?? .other, sign: sign?.first)
    }
    return entry
  }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.field("symbol", &entry.symbol)
    try coder.field("meaning", &entry.meaning)
    try coder.field("role", &role)
    try coder.field("sign", &sign)
  }
}
